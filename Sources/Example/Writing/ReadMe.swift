/// What a person who finds the folder should know first.
func readMe(_ study: ExampleStudy) -> String {
  let fitted =
    study.reproducesPublishedFigures
    ? """
    The sizes of the sectors and the means and standard deviations of the six areas of
    worklife and the three burnout scales repeat figures that were published for 40
    people, to the one decimal in which they were printed. One printed figure cannot be
    met: no answers of one person have a Reward mean of 3.2 (3.25 is nearest). Where no
    figure was printed, answers were chosen so that the comparison of sectors fits.
    """
    : """
    The mix of sectors and the means and standard deviations of the six areas of worklife
    and the three burnout scales follow figures that were published for 40 people.
    """
  return """
    SIMULATED DATA. Nobody gave these answers, and nothing here is a finding.

    \(fitted)
    Everything else (who people are, what they do, what they wrote, which answers are
    missing) is invented. The same seed gives the same files.

    answers.csv   \(study.rows) people, \(study.layout.columns.count) columns
    study.yaml    what the columns mean
    seed          \(study.seed)

    To make the report:  hearth analyse answers.csv --study study.yaml --out report

    """
}
