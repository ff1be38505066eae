import Dataset
import Testing

@Suite("Real files")
struct RealDataTests {
  @Test("The SurveyMonkey export offers the Latin-1 reading when read as UTF-8")
  func starWarsEncoding() throws {
    guard let path = SharedData.path("surveymonkey_StarWars.csv") else { return }
    #expect {
      try Dataset.read(path: path)
    } throws: { error in
      let message = "\(error)"
      return message.contains("--encoding latin1") && message.contains("column 32")
        && message.contains("Expanded Universe?Œæ")
    }
  }

  @Test("The SurveyMonkey export gives its published counts")
  func starWars() throws {
    guard let path = SharedData.path("surveymonkey_StarWars.csv") else { return }
    var options = ReadOptions()
    options.encoding = .latin1
    let data = try Dataset.read(path: path, options: options)
    #expect(data.rowCount == 1186)
    #expect(data.source.format == .surveyMonkey)
    #expect(data.source.headerRows == 2)
    #expect(data.source.fileColumnCount == 38)
    #expect(data.columns.count == 33)
    let seen = try #require(
      data.column(named: "Which of the following Star Wars films have you seen? Please select all that apply."))
    guard case .multi(let options, let sets, let other) = seen.storage else {
      Issue.record("the films seen are no multi-select")
      return
    }
    #expect(options.count == 6)
    #expect(options[0] == "Star Wars: Episode I  The Phantom Menace")
    #expect(other == nil)
    #expect(seen.validity.presentCount == 835)
    #expect(sets.map { $0.reduce(0) { $0 + $1.nonzeroBitCount } } == [673, 571, 550, 607, 758, 738])
    let all = sets.dropFirst().reduce(sets[0]) { zip($0, $1).map { $0 & $1 } }
    #expect(all.reduce(0) { $0 + $1.nonzeroBitCount } == 471)
    // Of those who saw all six, who ranked which film first: 10.0, 3.8, 5.7, 27.2, 35.9, 17.4 %.
    let ranks = data.columns.filter { $0.name.hasPrefix("Please rank the Star Wars films") }
    #expect(ranks.count == 6)
    let firsts = ranks.map { rank in
      (0..<data.rowCount).filter { all[$0 >> 6] >> UInt64($0 & 63) & 1 == 1 && rank.number(at: $0) == 1 }.count
    }
    let shares = firsts.map { (Double($0) / 471 * 1000).rounded() / 10 }
    #expect(shares == [10.0, 3.8, 5.7, 27.2, 35.9, 17.4])
    #expect(ranks[0].headings[1] == "Star Wars: Episode I  The Phantom Menace")
    #expect(data.column(named: "Gender")?.missingCount == 140)
    #expect(data.column(named: "Do you consider yourself to be a fan of the Expanded Universe?Œæ")?.missingCount == 973)
    #expect(data.column(named: "RespondentID")?.number(at: 0) == 3_292_879_998)
  }

  @Test("Comma and semicolon versions of one file give the same cells")
  func carrard() throws {
    guard let first = SharedData.path("carrard2022.csv"),
      let second = SharedData.path("carrard2022_semicolon_crlf.csv")
    else { return }
    let a = try Dataset.read(path: first)
    let b = try Dataset.read(path: second)
    #expect(a.rowCount == 886)
    #expect(b.rowCount == 886)
    #expect(a.columns.map(\.name) == b.columns.map(\.name))
    #expect(b.source.delimiter == ";")
    var differing = 0
    for (one, other) in zip(a.columns, b.columns) {
      for row in 0..<886 where one.text(at: row) != other.text(at: row) { differing += 1 }
    }
    #expect(differing == 0)
    let ex = try #require(a.column(named: "mbi_ex"))
    let sum = (0..<886).compactMap { ex.number(at: $0) }.reduce(0, +)
    #expect(abs(sum / 886 - 16.8781) < 5e-5)
    let sex = try #require(a.column(named: "sex"))
    #expect([1, 2, 3].map { code in (0..<886).filter { sex.number(at: $0) == code }.count } == [275, 606, 5])
    #expect(a.column(named: "erec_mean")?.number(at: 0) == 0.73809522)
  }

  @Test("The compressed file of 16,426 workers gives its published counts")
  func andreassen() throws {
    guard let path = SharedData.path("andreassen2016_workaholism.csv.gz") else { return }
    let data = try Dataset.read(path: path)
    #expect(data.rowCount == 16_426)
    #expect(data.columns.count == 103)
    #expect(data.source.isCompressed)
    func count(_ name: String, _ level: String) throws -> Int {
      let column = try #require(data.column(named: name))
      return (0..<data.rowCount).filter { column.text(at: $0) == level }.count
    }
    #expect(try count("Gender", "Male") == 5939)
    #expect(try count("Gender", "Female") == 10_487)
    let roles = ["Top leader", "Mid-level leader", "Other leader", "No leader"]
    let leader = try #require(data.column(named: "Leader_role"))
    guard case .category(let codes, let levels) = leader.storage else {
      Issue.record("the leader role is no category")
      return
    }
    #expect(levels.count == 4, "\(levels) \(roles)")
    #expect((0..<4).map { level in codes.filter { Int($0) == level }.count }.sorted() == [1332, 2714, 3628, 8752])
    let items = try (1...7).map { try #require(data.column(named: "BWAS\($0)")) }
    let workaholics = (0..<data.rowCount).filter { row in items.filter { ($0.number(at: row) ?? 0) >= 4 }.count >= 4 }
    #expect(workaholics.count == 1287)
  }

  @Test("A workbook gives the cells of the CSV, its lines cut out of the cells they were pasted into")
  func carrardWorkbook() throws {
    guard let first = SharedData.path("carrard2022.csv"), let second = SharedData.path("carrard2022.xlsx") else {
      return
    }
    let a = try Dataset.read(path: first)
    let b = try Dataset.read(path: second)
    #expect(a.columns.map(\.name) == b.columns.map(\.name))
    #expect(cells(a) == cells(b))
    #expect(b.source.container == .workbook(sheet: "DadosMedTeach em csv para githu"))
    #expect(b.source.remarks.count == 1)
  }

  @Test("An SPSS file gives the cells of the CSV made from it; labelled items keep their codes beside the words")
  func andreassenSPSS() throws {
    guard let first = SharedData.path("andreassen2016_workaholism.csv.gz"),
      let second = SharedData.path("andreassen2016_workaholism.sav")
    else { return }
    let a = try Dataset.read(path: first)
    let b = try Dataset.read(path: second)
    #expect(a.rowCount == b.rowCount && a.columns.map(\.name) == b.columns.map(\.name))
    var labelled: [String] = []
    for (one, other) in zip(a.columns, b.columns) {
      // The CSV has codes where the SPSS file has codes and words.
      let byCode = if case .category = one.storage { false } else { other.levelNumbers != nil }
      if byCode { labelled.append(other.name) }
      // Two shortened words of the CSV, for two of the labels.
      let short = ["Leader_role"].contains(one.name)
      let differing = (0..<a.rowCount).count { row in
        byCode ? one.number(at: row) != other.number(at: row) : one.text(at: row) != other.text(at: row)
      }
      #expect(short || differing == 0, "\(one.name): \(differing) cells differ")
    }
    #expect(labelled == (1...7).map { "BWAS\($0)" })
    let role = try #require(b.column(named: "Leader_role"))
    guard case .category(_, let levels) = role.storage else {
      Issue.record("the leader role is no category")
      return
    }
    #expect(levels == ["Top leader", "Mid-level manager", "Other leader tasks", "No leader tasks"])
    #expect(role.levelNumbers == [1, 2, 3, 4])
  }

  @Test("A workbook of another publisher gives its published total")
  func sickness() throws {
    guard let path = SharedData.path("nhs_sickness_by_reason_2024-25.xlsx") else { return }
    let data = try Dataset.read(path: path)
    let (days, reason) = (try #require(data.column(named: "FTE_DAYS_LOST")), try #require(data.column(named: "REASON")))
    let total = (0..<data.rowCount).compactMap { days.number(at: $0) }.reduce(0, +)
    #expect(abs(total - 27_046_555.95) < 0.005)
    let mental = (0..<data.rowCount).filter { reason.text(at: $0)?.hasPrefix("S10") == true }
    #expect(abs(mental.compactMap { days.number(at: $0) }.reduce(0, +) / total - 0.2650) < 0.00005)
    let when = try #require(data.column(named: "DATE"))
    #expect(Set((0..<data.rowCount).compactMap { when.text(at: $0) }).count == 12)
    #expect(when.text(at: 0) == "2024-03-31")
  }
}
