import Disclosure
package import Markup

/// What people look at after the close: scales over everyone, group by group, beside the rest and beside the round before. A page closed in itself, kept as
/// bytes like a report.
package struct Dashboard: Sendable {
  package var report: Report
  /// The round before, if there was one.
  package var earlier: Earlier?
  /// What the page is, below its title.
  package var purpose: String
  /// Where its readers came from.
  package var back: Back

  package struct Back: Sendable {
    package let path: SitePath
    package let words: String

    package init(_ path: SitePath, _ words: String) {
      self.path = path
      self.words = words
    }
  }

  /// Released findings of an earlier round.
  package struct Earlier: Sendable {
    package let wave: String
    package let sections: [Section]
    /// Ids of scales that were asked in the same words as now.
    package let alike: Set<String>

    package init(wave: String, sections: [Section], alike: Set<String>) {
      self.wave = wave
      self.sections = sections
      self.alike = alike
    }
  }

  package init(report: Report, earlier: Earlier? = nil, purpose: String, back: Back) {
    self.report = report
    self.earlier = earlier
    self.purpose = purpose
    self.back = back
  }

  package func page() -> [UInt8] { Page.dashboard(self).rendered() }
}

extension Dashboard {
  /// How a scale's mean has changed.
  func change(of scale: ScaleSummary) -> Contrast? {
    guard let earlier, earlier.alike.contains(scale.subject.id) else { return nil }
    return earlier.sections.flatMap(\.findings).lazy.compactMap { finding -> Contrast? in
      guard case .scale(let before) = finding else { return nil }
      return scale.change(since: before.value)
    }.first
  }

  /// How the means of a comparison's groups have changed, in their order.
  func changes(of comparison: GroupComparison) -> [Contrast?] {
    let none = comparison.groups.map { _ in Contrast?.none }
    guard let earlier, earlier.alike.contains(comparison.subject.id) else { return none }
    for finding in earlier.sections.flatMap(\.findings) {
      guard case .comparison(let before) = finding, before.value.subject == comparison.subject,
        before.value.by == comparison.by
      else { continue }
      return comparison.changes(since: before.value)
    }
    return none
  }
}
