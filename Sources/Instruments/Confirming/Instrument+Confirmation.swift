public import Problems

extension Instrument {
  /// The instrument with the key from the manual: it scores without acceptance and carries who confirmed it.
  ///
  /// The entries replace all scales. Labels, aggregates and directions come from the catalogue where an entry leaves them out.
  /// A total over all items keeps standing, with the new reversals; alternates and bands that no longer fit fall away.
  /// - Parameter file: the name used in messages.
  /// - Throws: a `Problem` for another instrument's confirmation, or entries that could not be an instrument: items that do not
  ///   exist, are used twice or in no scale, reversals outside the scale, cut-offs outside the range.
  public func confirmed(by confirmation: Confirmation, file: String) throws(Problem) -> Instrument {
    guard confirmation.instrument == id else {
      throw Problem(
        "this confirms \(confirmation.instrument), not \(id)", at: file, remedy: "use it with its own instrument")
    }
    guard itemCount > 0, !responses.isEmpty else {
      throw Problem(
        "\(name) has no fixed items and response codes to confirm", at: file,
        remedy: "describe the questions you use as an instrument of your own, in a YAML file")
    }
    guard !confirmation.scales.isEmpty else {
      throw Problem("the confirmation lists no scales", at: file, remedy: "enter each scale with its items")
    }
    // Written out and read again, so that a confirmation meets the same checks as any instrument.
    let root = try YAMLField.root(of: try confirmation.scalesYAML(for: self, file: file), file: file)
    let record = try root.record(["scales", "quartiles", "totals"])
    let newPoints = confirmation.points.isEmpty ? points : confirmation.points
    for set in responses where !newPoints.isEmpty && Set(set.codes) != Set(newPoints.keys) {
      throw Problem("points must be given for every code, and for no other", at: file, remedy: "correct points:")
    }
    let reader = ScaleReader(
      itemCount: itemCount, responses: responses, points: newPoints,
      lookups: [:].merging(lookupTables(at: root)) { $1 })
    var copy = self
    copy.points = newPoints
    copy.scales = try reader.scales(record["scales"])
    if let field = record["scales"] { try reader.checkCoverage(copy.scales, coverage: .once, at: field) }
    copy.totals = try reader.scales(record["totals"])
    copy.quartiles = try Quartiles.read(record["quartiles"], scales: copy.scales)
    copy.alternates = []
    copy.bands = bands.filter { set in
      set.bands.keys.allSatisfy { id in
        guard let old = scale(id), let new = copy.scale(id) else { return false }
        return old.range == new.range && old.aggregate == new.aggregate && old.items.count == new.items.count
      }
    }
    copy.missing = MissingNote(rule: "as entered from \(confirmation.provenance.edition)", confidence: .confirmed)
    copy.keyStatus = .confirmed
    copy.scoring = .open
    copy.provenance = confirmation.provenance
    return copy
  }

  private func lookupTables(at field: YAMLField) -> [String: (table: [Int: Double], field: YAMLField)] {
    var tables: [String: (table: [Int: Double], field: YAMLField)] = [:]
    for scale in scales where !scale.lookup.isEmpty { tables[scale.id] = (scale.lookup, field) }
    return tables
  }
}

extension Confirmation {
  /// The entries in the form of an instrument file, completed from the catalogue.
  fileprivate func scalesYAML(for instrument: Instrument, file: String) throws(Problem) -> String {
    var lines = ["scales:"]
    var quartiles: [String] = []
    for (index, entry) in scales.enumerated() {
      let known = instrument.scale(entry.id)
      let place = "\(file), scales[\(index)]"
      guard isScaleName(entry.id) else {
        throw Problem("“\(entry.id)” cannot be a scale's id", at: place, remedy: "use letters, digits and _")
      }
      guard let aggregate = entry.aggregate ?? known?.aggregate, let direction = entry.direction ?? known?.direction
      else {
        let hint = nearest(to: entry.id, among: instrument.scales.map(\.id)).map { "did you mean “\($0)”? " } ?? ""
        throw Problem(
          "the catalogue has no scale “\(entry.id)”", at: place,
          remedy: hint + "give a new scale its label, aggregate and direction")
      }
      let label = entry.label ?? known?.label ?? entry.id
      lines.append(
        "  - {id: \(entry.id), label: \(yamlText(label)), items: \(entry.items), reversed: \(entry.reversed), "
          + "aggregate: \(aggregate.rawValue), direction: \(direction.rawValue)"
          + (entry.minimumAnswered.map { ", minimum: \($0)" } ?? "") + "}")
      if let cuts = entry.quartiles { quartiles.append("  \(entry.id): \(cuts)") }
    }
    let reversed = Set(scales.flatMap(\.reversed))
    let totals = instrument.totals.map { total in
      "  - {id: \(total.id), label: \(yamlText(total.label)), items: \(total.items), "
        + "reversed: \(total.items.filter(reversed.contains)), aggregate: \(total.aggregate.rawValue), "
        + "direction: \(total.direction.rawValue), minimum: \(total.minimumAnswered)}"
    }
    if !totals.isEmpty { lines += ["totals:"] + totals }
    if !quartiles.isEmpty { lines += ["quartiles:"] + quartiles }
    return lines.joined(separator: "\n") + "\n"
  }
}
