import Charts
import Markup
import Testing

@Suite struct ChartTests {
  static let long =
    "A label that is very long because the question was long, with anunusuallylongwordwithoutanyplacetobreakit inside"
  static let charts: [any Chart] = [
    BarChart(
      title: "Bars & more", summary: "One.",
      bars: [
        .init(label: long, value: 65, text: "65%"), .init(label: "b", value: nil, text: "withheld"),
        .init(label: "c", value: 5, text: "≤ 5%", isBound: true),
      ]),
    DotPlot(
      title: "Dots", summary: "Two.", lower: 1, upper: 5, reference: 3, referenceText: long,
      panels: [.init(title: long, rows: [.init(label: long, mean: 3, lower: 2, upper: 4, text: "3.0")])]),
    BoxPlot(
      title: "Boxes", summary: "Three.", lower: 0, upper: 6,
      boxes: [
        .init(label: long, median: 3, lowerHinge: 2, upperHinge: 4, whiskers: .init(lower: 1, upper: 5), text: "3.0"),
        .init(label: "b", median: 3, lowerHinge: 3, upperHinge: 3, text: "3.0"),
      ]),
    LikertChart(
      title: "Steps", summary: "Four.", steps: ["never", "rarely", long, "often", "always"],
      rows: [.init(label: long, shares: [.init(value: 20, text: "20%"), nil, .init(value: 30, text: "30%")])]),
    SeriesChart(
      title: long, summary: "Five.",
      points: [
        .init(label: long, value: 3, centre: 4, lower: nil, upper: 9, isSignal: false),
        .init(label: "b", value: 1_234_567, centre: 4, lower: 1, upper: 9, isSignal: true),
        .init(label: "c", value: -3, centre: 5, lower: 1, upper: nil, isSignal: false),
      ], breaks: [2], target: 2),
    SurvivalChart(
      title: long, summary: "Six.", timeTitle: "months",
      curves: [
        .init(
          label: long,
          steps: [
            .init(time: 3, atRisk: 12_345, events: 1, censored: 1, share: 0.9, lower: 0.7, upper: 0.95),
            .init(time: 7, atRisk: 1, events: 1, censored: 0, share: 0, lower: nil, upper: nil),
          ]),
        .init(label: "b", steps: [.init(time: 0, atRisk: 2, events: 0, censored: 2, share: 1, lower: 1, upper: 1)]),
        .init(label: "c", steps: []),
      ]),
  ]

  @Test("Every drawing is an image with a title, a description and ids of its own", arguments: Layout.allCases)
  func accessible(_ layout: Layout) {
    for chart in Self.charts {
      let svg = chart.svg(id: "x-1", layout: layout).markup
      #expect(svg.contains("role=\"img\"") && svg.contains("aria-labelledby=\"x-1-title x-1-desc\""))
      #expect(svg.contains("<title id=\"x-1-title\">") && svg.contains("<desc id=\"x-1-desc\">\(chart.summary)</desc>"))
      #expect(!svg.contains("NaN") && !svg.contains("nan") && !svg.contains("inf\""))
    }
  }

  @Test("No text leaves the drawing, however long its words", arguments: Layout.allCases)
  func inside(_ layout: Layout) {
    for chart in Self.charts {
      for text in texts(chart.svg(id: "x", layout: layout).markup) {
        let width = textWidth(text.words, size: text.size)
        let left = text.anchor == "end" ? text.x - width : text.anchor == "middle" ? text.x - width / 2 : text.x
        #expect(left >= -8 && left + width <= layout.width + 10, "\(text.words) at \(text.x) in \(chart.title)")
      }
    }
  }

  @Test("A label is wrapped and nothing of it is lost")
  func wrapping() {
    let lines = wrapped(Self.long, width: 120, size: 14)
    #expect(lines.allSatisfy { textWidth($0, size: 14) <= 120 })
    #expect(lines.joined().filter { !$0.isWhitespace } == Self.long.filter { !$0.isWhitespace })
    #expect(wrapped("", width: 10, size: 14) == [""])
    #expect(wrapped("ab", width: 0, size: 14) == ["a", "b"])
  }

  @Test("Up to three curves have bands; more would hide each other", arguments: [3, 4])
  func bands(_ count: Int) {
    let steps = [
      SurvivalChart.Step(time: 3, atRisk: 9, events: 1, censored: 0, share: 0.9, lower: 0.7, upper: 0.95)
    ]
    let chart = SurvivalChart(
      title: "Curves", summary: "", timeTitle: "months",
      curves: (1...count).map { .init(label: "\($0)", steps: steps) })
    let markup = chart.svg(id: "x", layout: .wide).markup
    #expect(markup.contains("curve line\(count)"))
    #expect(markup.contains("class=\"band") == (count == 3) && markup.contains("Bands: 95%") == (count == 3))
  }

  @Test("A file stands alone: name space, style for light and dark, no word of data unescaped")
  func file() {
    for chart in Self.charts {
      let text = String(decoding: chart.file(), as: UTF8.self)
      #expect(text.hasPrefix("<svg") && text.contains("xmlns=\"http://www.w3.org/2000/svg\""))
      #expect(text.contains("prefers-color-scheme: dark") && text.contains("--paper"))
    }
    #expect(String(decoding: Self.charts[0].file(), as: UTF8.self).contains("Bars &amp; more"))
  }

  @Test("Values that cannot be drawn do not stop a drawing", arguments: [Double.nan, .infinity, -.infinity, 1e300, -5])
  func odd(_ value: Double) {
    let charts: [any Chart] = [
      BarChart(title: "", summary: "", bars: [.init(label: "", value: value, text: "")]),
      DotPlot(
        title: "", summary: "", lower: value, upper: value, reference: value,
        panels: [.init(rows: [.init(label: "", mean: value, lower: value, upper: value, text: "")]), .init(rows: [])]),
      BoxPlot(
        title: "", summary: "", lower: 0, upper: value,
        boxes: [.init(label: "", median: value, lowerHinge: value, upperHinge: -value, text: "")]),
      LikertChart(title: "", summary: "", steps: [], rows: [.init(label: "", shares: [.init(value: value, text: "")])]),
      LikertChart(
        title: "", summary: "", steps: ["a", "b"],
        rows: [.init(label: "", shares: [.init(value: value, text: ""), nil, nil])]),
      SurvivalChart(
        title: "", summary: "", timeTitle: "",
        curves: [
          .init(
            label: "",
            steps: [.init(time: value, atRisk: 1, events: 1, censored: 1, share: value, lower: value, upper: value)])
        ]),
      SurvivalChart(title: "", summary: "", timeTitle: "", curves: []),
      BarChart(title: "", summary: "", bars: []), BoxPlot(title: "", summary: "", lower: 0, upper: 1, boxes: []),
    ]
    for chart in charts {
      for layout in Layout.allCases {
        let markup = chart.svg(id: "x", layout: layout).markup
        #expect(markup.hasPrefix("<svg") && !markup.contains("nan") && !markup.contains("inf"))
      }
    }
  }

  @Test("The figure shows one layout at a time and holds the data table")
  func figure() {
    let node = Self.charts[0].figure(id: "f", caption: "Caption", table: HTML.table { HTML.caption { "data" } })
    #expect(node.markup.contains("id=\"f-wide-title\"") && node.markup.contains("id=\"f-narrow-title\""))
    #expect(node.markup.contains("<caption>data</caption>"))
  }
}

private struct Text {
  let words: String
  let x: Double
  let anchor: String
  let size: Double
}

/// The text elements of a drawing as they were written.
private func texts(_ svg: String) -> [Text] {
  svg.split(separator: "<text ").dropFirst().map { part in
    let attributes = part.prefix { $0 != ">" }
    let words = part.drop { $0 != ">" }.dropFirst().prefix { $0 != "<" }
    func value(_ name: String) -> String {
      guard let range = attributes.firstRange(of: name + "=\"") else { return "" }
      return String(attributes[range.upperBound...].prefix { $0 != "\"" })
    }
    return Text(
      words: String(words), x: Double(value(" x")) ?? 0, anchor: value("text-anchor"),
      size: ["key", "tick"].contains(value("class")) ? 13 : 14)
  }
}
