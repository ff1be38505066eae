import Testing

@testable import Disclosure
@testable import Markup
@testable import Reporting

@Suite struct BindingTests {
  @Test(
    "Every bound number of every page is a released figure, and its text is that figure's",
    arguments: Report.Audience.allCases)
  func bound(_ audience: Report.Audience) throws {
    let report = InventedReport.report(audience)
    let released = numbers(in: try report.results())
    var found = 0
    for (value, text) in boundNumbers(in: Page.render(report)) {
      found += 1
      #expect(released.contains(value) || released.contains(trimmed(value)), "\(value) was never released")
      let plain = text.replacing("−", with: "-").replacing("\u{202F}", with: "")
      // A direction said in words takes the sign away; a p-value has no leading zero; degrees of freedom no trailing ones.
      let same = [
        value, "-" + value, value.hasPrefix("-") ? String(value.dropFirst()) : value, String(value.drop { $0 == "0" }),
        trimmed(value),
      ]
      #expect(same.contains(plain), "\(value) is printed as \(text)")
    }
    #expect(found > 10)
  }

  @Test(
    "A number of a sentence stands in a data element, unless it belongs to the scale, the labels or the level of confidence"
  )
  func sentences() {
    let report = InventedReport.report()
    for comparison in report.comparisons {
      let free = freeText(in: comparison.sentence)
      // “95% interval”, and the labels of groups.
      let allowed = comparison.groups.map(\.label) + ["95%"]
      let rest = allowed.reduce(free) { $0.replacing($1, with: "") }
      #expect(rest.filter(\.isNumber).isEmpty, "free number in: \(rest)")
    }
    for scale in report.scales {
      let rest = freeText(in: scale.sentence).replacing(
        "on a scale from \(plain(scale.reading.lower)) to \(plain(scale.reading.upper))", with: ""
      )
      .replacing("midpoint of 3", with: "")
      #expect(rest.filter(\.isNumber).isEmpty, "free number in: \(rest)")
    }
  }

  @Test("Prose and tables print the same text for the same figure")
  func sameText() throws {
    let comparison = try #require(InventedReport.report().comparisons.first)
    let prose = Set(boundNumbers(in: comparison.sentence).map(\.value))
    let tables = Set(
      (boundNumbers(in: GroupComparison.table([comparison], caption: "").node(id: "a"))
        + boundNumbers(in: comparison.testTable.node(id: "b"))
        + boundNumbers(in: comparison.pairTable?.node(id: "c") ?? .empty)).map(\.value))
    #expect(prose.isSubset(of: tables))
  }
}

private func trimmed(_ digits: String) -> String {
  guard digits.contains(".") else { return digits }
  let kept = digits.reversed().drop { $0 == "0" }
  return String((kept.first == "." ? kept.dropFirst() : kept).reversed())
}

private func boundNumbers(in node: Node) -> [(value: String, text: String)] {
  switch node.content {
  case .data(let value, let text): [(value, text)]
  case .element(_, _, let children): children.flatMap(boundNumbers)
  case .fragment(let nodes): nodes.flatMap(boundNumbers)
  case .text, .verbatim, .doctype: []
  }
}

private func freeText(in node: Node) -> String {
  switch node.content {
  case .text(let text): text
  case .element(_, _, let children): children.map(freeText).joined()
  case .data: ""
  case .fragment(let nodes): nodes.map(freeText).joined()
  case .verbatim, .doctype: ""
  }
}

/// Every number of the document, as it is written and without trailing zeros.
private func numbers(in json: JSON) -> Set<String> {
  switch json {
  case .integer(let number): [String(number)]
  case .number(let number): [plain(number)]
  case .decimal(let decimal): [decimal.text, trimmed(decimal.text)]
  case .array(let elements): elements.reduce(into: []) { $0.formUnion(numbers(in: $1)) }
  case .object(let members): members.reduce(into: []) { $0.formUnion(numbers(in: $1.value)) }
  case .null, .bool, .string: []
  }
}
