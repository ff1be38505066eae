/// Recomputes what a document reports and says where it does not hold together.
///
/// Every printed figure is taken as the interval its rounding allows; a finding means that no value in it fits.
package func check(_ document: Document) -> CheckReport {
  let facts = Facts(document)
  let tests = proseTests(in: document)
  let views = document.tables.filter { $0.unreadable == nil }.map { TableView($0) }
  let groups = views.map(summaries)
  let tableSizes = Set(views.flatMap { view in view.columns.compactMap(\.size) + sizes(in: view.context) })

  let lists = listedSummaries(document, tests: tests)
  var verdicts = checkProseTests(tests, lists: lists, facts: facts)
  verdicts += lists.sorted { $0.key < $1.key }.compactMap { verdict(onSummary: $0.value, alpha: facts.alpha) }
  verdicts += checkProseShares(document, facts: facts, tableSizes: tableSizes)
  verdicts += document.passages.flatMap(proseMeans).flatMap(DocumentCheck.verdicts(on:))
  var ticks: [Ticks] = []
  for (view, summaries) in zip(views, groups) {
    verdicts += checkShareTable(view, facts: facts)
    verdicts += checkTestTable(view, summaries: summaries, facts: facts)
    for summary in summaries {
      if summary.isTransposed, let test = summary.test {
        verdicts.append(verdict(on: test, summary: summary, alpha: facts.alpha))
      }
      if let verdict = verdict(onSummary: summary, alpha: facts.alpha) { verdicts.append(verdict) }
      verdicts += tableMeans(summary).flatMap(DocumentCheck.verdicts(on:))
    }
    let sums = checkCategorySums(view, document: document)
    verdicts += sums.verdicts
    ticks += sums.ticks
  }
  verdicts += checkProseSums(document)
  verdicts += checkTicksAsPeople(ticks + otherTicks(document, views: views, facts: facts), document: document)
  verdicts += checkSmallGroups(document, summaries: groups.flatMap { $0 }, views: views)
  verdicts += checkClaims(document, tests: tests, views: views, facts: facts)
  verdicts += checkReferences(document)
  let labels = LabelIndex(views)
  verdicts += checkWrongTables(document, views: views, labels: labels)
  verdicts += checkRepeatedTests(document, tests: tests, labels: labels, alpha: facts.alpha)
  verdicts += checkRepeatedMeans(document, summaries: groups.flatMap { $0 })
  verdicts += checkRepeatedProseMeans(document, summaries: groups.flatMap { $0 })
  verdicts += checkRepeatedSizes(document)
  verdicts += document.tables.compactMap { table in
    table.unreadable.map {
      .unchecked(.table, at: Place(page: table.page, line: table.line, table: table.name), rowQuote(table, 0), $0)
    }
  }
  return CheckReport(verdicts)
}
