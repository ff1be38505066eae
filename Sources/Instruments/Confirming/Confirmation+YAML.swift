public import Problems

extension Confirmation {
  /// A confirmation from its file.
  /// - Throws: a `Problem` with file, line and key path.
  public init(yaml: String, file: String) throws(Problem) {
    let root = try YAMLField.root(of: yaml, file: file)
    let record = try root.record(["instrument", "by", "on", "edition", "points", "scales"])
    var scales: [ScaleEntry] = []
    for entry in try record.required("scales").list() {
      let scale = try entry.record([
        "id", "label", "items", "reversed", "aggregate", "direction", "minimum", "quartiles",
      ])
      scales.append(
        ScaleEntry(
          id: try scale.required("id").text(), label: try scale["label"]?.text(),
          items: try scale.required("items").integers(), reversed: try scale["reversed"]?.integers() ?? [],
          aggregate: try scale["aggregate"]?.choice(of: Aggregate.self),
          direction: try scale["direction"]?.choice(of: Direction.self),
          minimumAnswered: try scale["minimum"]?.integer(), quartiles: try scale["quartiles"]?.numbers()))
    }
    var points: [Int: Double] = [:]
    if let field = record["points"] { points = try readNumbersByCode(field) }
    do {
      try self.init(
        instrument: try record.required("instrument").text(), by: try record.required("by").text(),
        on: try record.required("on").text(), edition: try record.required("edition").text(), scales: scales,
        points: points)
    } catch {
      throw Problem(error.what, at: error.place.isEmpty ? file : error.place, remedy: error.remedy)
    }
  }

  /// The file's text; reading it gives the same confirmation.
  public func write() -> String {
    var lines = [
      "# Entered from the manual by the licence holder; printed with every result.",
      "instrument: \(yamlText(instrument))", "by: \(yamlText(provenance.by))", "on: \(yamlText(provenance.on))",
      "edition: \(yamlText(provenance.edition))",
    ]
    if !points.isEmpty {
      lines.append("points: {" + points.sorted { $0.key < $1.key }.map { "\($0): \($1)" }.joined(separator: ", ") + "}")
    }
    lines.append(scales.isEmpty ? "scales: []" : "scales:")
    for scale in scales {
      lines.append("  - id: \(yamlText(scale.id))")
      if let label = scale.label { lines.append("    label: \(yamlText(label))") }
      lines.append("    items: \(scale.items)")
      if !scale.reversed.isEmpty { lines.append("    reversed: \(scale.reversed)") }
      if let aggregate = scale.aggregate { lines.append("    aggregate: \(aggregate.rawValue)") }
      if let direction = scale.direction { lines.append("    direction: \(direction.rawValue)") }
      if let minimum = scale.minimumAnswered { lines.append("    minimum: \(minimum)") }
      if let quartiles = scale.quartiles { lines.append("    quartiles: \(quartiles)") }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// A double-quoted YAML text; control characters are escaped so that it reads back the same.
func yamlText(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    default:
      let isControl =
        scalar.value < 32 || (127...159).contains(scalar.value) || [0x2028, 0x2029, 0xFEFF].contains(scalar.value)
      if isControl {
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }
  return result + "\""
}
