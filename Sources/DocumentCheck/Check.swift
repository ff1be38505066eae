/// Recomputes what a document reports and says where it does not hold together.
///
/// Every printed figure is taken as the interval its rounding allows; a finding means that no value in it fits.
package func check(_ document: Document) -> CheckReport {
  let facts = Facts(document)
  let tests = proseTests(in: document)
  var verdicts = checkProseTests(tests, facts: facts)
  verdicts += []
  return CheckReport(verdicts)
}
