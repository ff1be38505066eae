/// How to read a file where its content does not say, or says it wrongly.
package struct ReadOptions: Sendable {
  /// `.latin1` is read as Windows-1252, which is what files that call themselves Latin-1 nearly always are. UTF-16 is known by its mark.
  /// SPSS files say their encoding; `.latin1` overrules it.
  package var encoding = Source.Encoding.utf8
  /// `nil`: comma, semicolon or tab, whichever cuts the first lines into the same number of cells.
  package var delimiter: Character?
  /// `nil`: the point; where the delimiter is not a comma and the file is no Qualtrics export, whichever mark the numbers use.
  package var decimalComma: Bool?
  /// `nil`: by content.
  package var format: Source.Format?
  /// Cells that mean "no answer", beside the empty one (a cell of spaces only is empty). Codes such as "-99" or "." count only when
  /// named here: nobody but the caller can know that they are not answers.
  package var missing = ["NA", "N/A", "#N/A"]
  /// Keep, for reals, what the `Double` loses of the decimal.
  package var residuals = false
  /// No column becomes numbers or dates: every cell keeps its own text, without the spaces around it, so that "4.0" stays "4.0".
  /// Columns are categories or texts; missing cells stay missing and multi-selects are joined as ever.
  package var asText = false
  /// Columns of closed questions: every text in them is an answer that could be chosen, never a number, a day or free text.
  package var closed: Set<String> = []
  /// 3/4/2021 is 3 April. `nil`: by content, and where every date fits both, day first (month first in a SurveyMonkey file).
  package var dayFirst: Bool?
  /// The sheet of a workbook. `nil`: the first that is not hidden.
  package var sheet: String?
  /// Threads and bytes a piece: the result is the same for all values.
  package var threads: Int?
  package var pieceBytes = 1 << 20

  package init() {}
}
