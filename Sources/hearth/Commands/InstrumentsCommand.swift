import ArgumentParser
import Foundation
import Instruments
import Problems

struct InstrumentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "instruments", abstract: "The catalogue of scales: keys, bands and how well each fact is known.",
    subcommands: [List.self, Show.self, Verify.self, Confirm.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Every instrument, a line each.")
    @Flag(help: "One JSON document on standard output.") var json = false

    func run() throws {
      let all = try Catalogue.instruments()
      if json { return try Terminal.printJSON(all) }
      var table = TextTable(["id", "name", "items", "key", "scoring"])
      for instrument in all {
        table.rows.append([
          instrument.id, instrument.name, instrument.itemCount > 0 ? String(instrument.itemCount) : "",
          words(instrument.keyStatus), words(instrument.scoring),
        ])
      }
      print(table.text)
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "One instrument whole: scales, items, bands, sources.")
    @Argument(help: "An instrument's id, or a YAML file of your own.") var instrument: String
    @Flag(help: "The file itself: the form for an instrument of your own.") var yaml = false
    @Flag(help: "One JSON document on standard output.") var json = false

    func run() throws {
      if yaml { return print(try Catalogue.yaml(instrument), terminator: "") }
      let shown = try load(instrument)
      if json { return try Terminal.printJSON(shown) }
      print("\(shown.name) (\(shown.id)), \(shown.version)")
      print(shown.citation)
      print("Key: \(words(shown.keyStatus)). Scoring: \(words(shown.scoring)).")
      if case .noKey(let why) = shown.scoring { print("  \(why)") }
      for set in shown.responses {
        let codes = set.options.map { option in
          "\(option.code)" + ((option.label ?? option.words).map { " \($0)" } ?? "")
        }
        print("Codes (items \(span(set.items))): " + codes.joined(separator: ", "))
      }
      var table = TextTable(["scale", "label", "items", "turned round", "score", "higher is", "needs"])
      for scale in shown.scales + shown.totals {
        table.rows.append([
          scale.id, scale.label, span(scale.items), span(scale.reversed),
          "\(scale.aggregate.rawValue) \(shortNumber(scale.range.lowest))–\(shortNumber(scale.range.highest))",
          scale.direction.rawValue, "\(scale.minimumAnswered) of \(scale.items.count)",
        ])
      }
      print(table.text)
      for set in shown.bands {
        print("Bands “\(set.id)”: \(set.status.rawValue)" + (set.note.map { "; \($0)" } ?? ""))
      }
      print("Licence: \(shown.wording.licence)")
      for warning in shown.warnings { print("Take care: \(warning)") }
    }
  }

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check an instrument file of your own, or a wording pack against the official fingerprints.")
    @Argument(help: "An instrument's id, or a YAML file of your own.") var instrument: String
    @Option(help: ArgumentHelp("Numbered item texts.", valueName: "file")) var wording: String?
    @Option(help: "Words that every question begins with and the file leaves out.") var stem = ""
    @Flag(help: "One JSON document on standard output.") var json = false

    func run() throws {
      let checked = try load(instrument)
      guard let wording else {
        if json { return try Terminal.printJSON(["instrument": checked.id, "status": "valid"]) }
        let (items, scales) = (checked.itemCount, checked.scales.count)
        print(
          "\(checked.id): \(items) \(items == 1 ? "item" : "items") in \(scales) \(scales == 1 ? "scale" : "scales"), nothing wrong found."
        )
        return
      }
      let pack = try WordingPack(text: try TextFile.read(wording), for: checked, file: wording)
      let verdicts = checked.verify(pack, stem: stem)
      if json {
        try Terminal.printJSON(verdicts)
      } else {
        for (index, verdict) in verdicts.enumerated() { print("item \(index + 1): \(words(verdict))") }
      }
      if verdicts.contains(.different) { throw ExitCode(1) }
    }

    private func words(_ verdict: ItemVerdict) -> String {
      switch verdict {
      case .official: "exactly the official wording"
      case .different: "not the official wording"
      case .unknown: "no fingerprint to compare with"
      }
    }
  }

  struct Confirm: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Enter a key from the manual you hold, so that the instrument can be scored.",
      discussion: """
        Writes a file to name as `confirmation:` in the study file. Each --scale takes an id and item numbers, turned-round items \
        with a minus, and options after semicolons: --scale "workload: 1 2 -3; minimum 4; quartiles 2.4 3.0 3.6".
        """)
    @Argument(help: "An instrument's id.") var instrument: String
    @Option(help: "Who confirms: name and role.") var by: String
    @Option(help: "The day, YYYY-MM-DD.") var on: String
    @Option(help: "The manual's edition.") var edition: String
    @Option(help: "A scale as the manual prints it; once for each scale.") var scale: [String]
    @Option(help: "Points by response code where a score is a mean of points, such as \"1=10 2=7.5\".") var points:
      String?
    @Option(help: ArgumentHelp("Where to write.", valueName: "file")) var out: String
    @Flag(help: "One JSON document on standard output.") var json = false

    func run() throws {
      let known = try Catalogue.instrument(instrument)
      var scales: [Confirmation.ScaleEntry] = []
      for text in scale { scales.append(try ScaleText(text).entry) }
      let confirmation = try Confirmation(
        instrument: instrument, by: by, on: on, edition: edition, scales: scales, points: try pointsByCode())
      let confirmed = try known.confirmed(by: confirmation, file: out)
      try TextFile.writeNew(confirmation.write(), to: out)
      if json { return try Terminal.printJSON(confirmed) }
      print(
        "\(out) written: \(confirmed.scales.count) \(confirmed.scales.count == 1 ? "scale" : "scales") of \(confirmed.name). \(confirmation.provenance.sentence)"
      )
      print("Name it in the study file: confirmation: \(out)")
    }

    private func pointsByCode() throws -> [Int: Double] {
      var all: [Int: Double] = [:]
      for pair in (points ?? "").split(whereSeparator: { $0 == " " || $0 == "," }) {
        let parts = pair.split(separator: "=")
        guard parts.count == 2, let code = Int(parts[0]), let value = Double(parts[1]) else {
          throw ValidationError("--points takes pairs such as 1=10 2=7.5, not “\(pair)”")
        }
        all[code] = value
      }
      return all
    }
  }
}

/// An instrument of the catalogue by id, or of a file by path.
private func load(_ name: String) throws -> Instrument {
  guard name.hasSuffix(".yaml") || name.hasSuffix(".yml") else { return try Catalogue.instrument(name) }
  return try Instrument(yaml: try TextFile.read(name), file: name)
}

private func words(_ confidence: Confidence) -> String {
  switch confidence {
  case .unverified: "not verified"
  case .oneSource: "one source"
  case .twoSources: "two or more sources"
  case .confirmed: "confirmed from the manual"
  }
}

private func words(_ scoring: ScoringStatus) -> String {
  switch scoring {
  case .open: "open"
  case .needsAcceptance: "only with --accept-unverified"
  case .noKey: "not before the key is confirmed"
  }
}

/// `1–5, 8`.
private func span(_ items: [Int]) -> String {
  var parts: [ClosedRange<Int>] = []
  for item in items.sorted() {
    if let last = parts.last, last.upperBound + 1 == item {
      parts[parts.count - 1] = last.lowerBound...item
    } else {
      parts.append(item...item)
    }
  }
  return parts.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }.joined(separator: ", ")
}
