package import Instruments
package import Problems

/// Norms of one instrument from a file that the analyst names.
package enum NormsFile {
  /// Reads a study file's `norms:` (from the study file itself or a file that holds nothing else), or a list of norms as in an
  /// instrument's definition, which may have percentiles.
  /// - Throws: `Problem` with file, line and key; also for a file without norms of this instrument, and for norms of sums where the
  ///   scale's score is a mean.
  package static func read(_ text: String, file: String, for instrument: Instrument) throws(Problem) -> [Norm] {
    let root = try YAMLField.root(of: text, file: file)
    let isList = (try? root.list()) != nil
    let norms =
      isList
      ? try Norm.load(yaml: text, file: file, for: instrument) : try ofStudy(root, file: file, for: instrument)
    guard !norms.isEmpty else { throw none(instrument, file) }
    for norm in norms where norm.metric == .sum && instrument.scale(norm.scale)?.aggregate == .mean {
      throw Problem(
        "the norm of “\(norm.scale)” is of sums, and its score is a mean", at: file,
        remedy: "divide its figures by the number of items")
    }
    return norms
  }

  private static func ofStudy(
    _ root: YAMLField, file: String, for instrument: Instrument
  ) throws(Problem) -> [Norm] {
    guard let all = try root.pairs().first(where: { $0.key == "norms" })?.value,
      let scales = try all.pairs().first(where: { $0.key == instrument.id })?.value
    else { throw none(instrument, file) }
    return try scales.pairs().map { pair throws(Problem) in
      let (id, entry) = pair
      let norm = try entry.record(["name", "source", "mean", "sd", "quartiles"])
      let known = (instrument.scales + instrument.totals).map(\.id)
      guard known.contains(id) else {
        let meant = nearest(to: id, among: known).map { "did you mean `\($0)`? " } ?? ""
        throw entry.problem(
          "`\(instrument.id)` has no scale `\(id)`",
          remedy: meant + "its scales are \(known.joined(separator: ", "))")
      }
      let quartiles = try norm["quartiles"]?.numbers() ?? []
      guard quartiles.isEmpty || quartiles.count == 3 else {
        throw entry.problem("quartiles are three rising numbers", remedy: "write quartiles: [q25, q50, q75]")
      }
      let mean = try norm.required("mean").number()
      try instrument.scale(id)?.range.checkNorm(
        [mean] + quartiles, scale: "\(instrument.id).\(id)", at: entry.place)
      return try Norm(
        scale: id, population: try norm["name"]?.text() ?? "Norm", mean: mean,
        sd: try norm["sd"]?.number(),
        percentiles: zip([25, 50, 75], quartiles).map { PercentilePoint(percentile: $0, score: $1) },
        source: try norm.required("source").text(), place: entry.place)
    }
  }

  private static func none(_ instrument: Instrument, _ file: String) -> Problem {
    Problem(
      "the file has no norms of `\(instrument.id)`", at: file,
      remedy: "write norms: with \(instrument.id): and a line a scale, as in a study file")
  }
}
