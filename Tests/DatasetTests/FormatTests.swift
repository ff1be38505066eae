import Dataset
import Testing

@Suite("Exports of survey tools")
struct FormatTests {
  static let surveyMonkey = """
    Respondent ID,Start Date,Which colours do you like?,,,How often do you paint?,Rate these,,Anything else?,Pick one,
    ,,Red,Blue,Other (please specify),Response,Brushes,Rollers,Open-Ended Response,Response,Other (please specify)
    11,03/04/2021 10:00:00 AM,Red,,,Daily,1,2,"Yes, some",A,
    12,03/14/2021 11:00:00 PM,Red,Blue,12,Weekly,2,2,,,007
    13,03/05/2021 09:30:00 AM,,,,,,1,,B,

    """

  @Test("SurveyMonkey: multi-selects become one column, matrices one per row, other text stays")
  func surveyMonkey() throws {
    let data = try read(Self.surveyMonkey)
    #expect(data.source.format == .surveyMonkey)
    #expect(
      data.columns.map(\.name) == [
        "Respondent ID", "Start Date", "Which colours do you like?", "How often do you paint?", "Rate these: Brushes",
        "Rate these: Rollers", "Anything else?", "Pick one", "Pick one: Other (please specify)",
      ])
    #expect(data.rowCount == 3)
    #expect(data.source.firstDataLine == 3)
    guard case .multi(let options, let sets, let other?) = data.columns[2].storage else {
      Issue.record("the colours are no multi-select")
      return
    }
    #expect(options == ["Red", "Blue"])
    #expect(sets == [[0b011], [0b010]])
    #expect(other[1] == "12")
    #expect(data.columns[2].missingCount == 1)
    #expect(data.columns[2].text(at: 1) == "Red; Blue; 12")
    #expect(data.columns[2].headings.first == "Which colours do you like?")
    #expect(data.columns[8].text(at: 1) == "007")
    #expect(data.columns[1].text(at: 0) == "2021-03-04")
    #expect(data.columns[4].headings == ["Rate these", "Brushes"])
  }

  @Test("An option column with any other cell keeps its question apart")
  func notMultiSelect() throws {
    let data = try read("id,Which?,\n,Red,Blue\n1,Red,\n2,yes,Blue\n")
    #expect(data.source.format == .surveyMonkey)
    #expect(data.columns.map(\.name) == ["id", "Which?: Red", "Which?: Blue"])
  }

  @Test("Qualtrics: three header lines, multi-selects joined")
  func qualtrics() throws {
    let text = """
      StartDate,Q1,Q2_1,Q2_2,Q2_3_TEXT
      Start Date,How are you?,Which do you use? - Phone,Which do you use? - Post,Which do you use? - Other - Text
      "{""ImportId"":""startDate""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2""}","{""ImportId"":""QID2""}","{""ImportId"":""QID3""}"
      2021-03-04 10:00:00,Fine,Phone,,
      2021-03-05 10:00:00,Tired,Phone,Post,pigeon

      """
    let data = try read(text)
    #expect(data.source.format == .qualtrics)
    #expect(data.source.headerRows == 3)
    #expect(data.columns.map(\.name) == ["StartDate", "Q1", "Q2", "Q2_3_TEXT"])
    #expect(data.columns[1].headings[1] == "How are you?")
    #expect(data.columns[2].text(at: 1) == "Phone; Post")
    #expect(data.columns[3].text(at: 1) == "pigeon")
  }

  @Test("A plain file whose first row lacks its first cell stays a plain file")
  func plain() throws {
    #expect(try read("x,y\n,0\n1,2\n").source.format == .csv)
    #expect(try read(",y\n1,0\n2,2\n").source.format == .csv)
    #expect(try read("x,y\n,0\n1,2\n") { $0.format = .surveyMonkey }.rowCount == 1)
  }
}
