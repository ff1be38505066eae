import Dataset
import Disclosure
import Problems

/// Answers to one closed question: a code a person into `levels`; `Characteristic.notStated` where nothing was answered.
struct ClosedAnswers: Sendable {
  let subject: Subject
  var levels: [String]
  var codes: [UInt16]
  let ordered: Bool
  var merges: [Characteristic.Merge]
  let small: Characteristic.SmallGroups

  var characteristic: Characteristic {
    Characteristic(subject: subject, levels: levels, codes: codes, ordered: ordered, merges: merges, small: small)
  }

  /// People a level, and people who gave no answer.
  var counts: (levels: [Int], notStated: Int) {
    let all = histogram(codes, size: levels.count)
    return (all, codes.count - all.reduce(0, +))
  }
}

/// Counts of each code below `size`; larger codes are passed over.
func histogram(_ codes: [UInt16], size: Int) -> [Int] {
  var counts = [Int](repeating: 0, count: size)
  codes.withUnsafeBufferPointer { codes in
    counts.withUnsafeMutableBufferPointer { counts in
      for code in codes where Int(code) < size { counts[Int(code)] += 1 }
    }
  }
  return counts
}

/// Turns the columns a study names into closed answers, with messages that say what to write instead.
struct QuestionReader {
  let dataset: Dataset
  let file: String

  /// More levels than this cannot split people or be read in a table.
  static let mostLevels = 200

  func column(_ name: String, at place: String) throws(Problem) -> Column {
    if let column = dataset.column(named: name) { return column }
    let meant = nearest(to: name, among: dataset.columns.map(\.name)).map { "did you mean “\($0)”? " } ?? ""
    throw Problem(
      "the data have no column “\(name)”", at: place,
      remedy: meant + "`hearth describe \(file)` lists the columns")
  }

  func closed(_ question: StudyFile.Question) throws(Problem) -> ClosedAnswers {
    let column = try column(question.column, at: question.place)
    let subject = Subject(id: question.column, title: question.title)
    if column.namesEverybody {
      throw Problem(
        "every value in column “\(question.column)” is different, like the names or numbers of people",
        at: question.place, remedy: "take it out of the study file: it would say who answered what")
    }
    var (levels, codes) = try plainLevels(of: column, question: question)
    if levels.count > Self.mostLevels { throw tooMany(levels.count, question) }
    let order = try order(of: levels, question: question, isCoded: column.levelNumbers != nil)
    if order != Array(levels.indices) {
      var rank = [UInt16](repeating: 0, count: levels.count)
      for (position, level) in order.enumerated() { rank[level] = UInt16(position) }
      codes = codes.map { $0 == Characteristic.notStated ? $0 : rank[Int($0)] }
      levels = order.map { levels[$0] }
    }
    return ClosedAnswers(
      subject: subject, levels: levels, codes: codes, ordered: question.ordered || AnswerWords.order(levels) != nil,
      merges: try merges(question, levels: levels), small: question.small)
  }

  private func plainLevels(of column: Column, question: StudyFile.Question) throws(Problem) -> ([String], [UInt16]) {
    let rows = dataset.rowCount
    switch column.storage {
    case .category(let codes, let levels):
      guard !column.validity.isComplete else { return (levels, codes) }
      var marked = codes
      for row in 0..<rows where !column.validity[row] { marked[row] = Characteristic.notStated }
      return (levels, marked)
    case .integer(let bytes, let offset):
      var seen = [Int](repeating: -1, count: 256)
      for row in 0..<rows where column.validity[row] { seen[Int(bytes[row])] = 0 }
      let present = seen.indices.filter { seen[$0] == 0 }
      for (index, byte) in present.enumerated() { seen[byte] = index }
      let codes = (0..<rows).map { column.validity[$0] ? UInt16(seen[Int(bytes[$0])]) : Characteristic.notStated }
      return (present.map { String($0 + offset) }, codes)
    case .text(let store):
      let distinct = Set((0..<rows).lazy.map { store[$0] }).count
      guard distinct <= Self.mostLevels else { throw tooMany(distinct, question) }
      let longest = (0..<rows).max { store.bytes(ofRow: $0).count < store.bytes(ofRow: $1).count } ?? 0
      throw Problem(
        "column “\(question.column)” holds free text, not a choice between answers",
        at: dataset.source.place(row: longest, column: question.column)
          + ", the longest cell (\(store.bytes(ofRow: longest).count) bytes)",
        remedy: "list it under `openQuestions:`, or correct that cell")
    case .real(let values, _):
      throw Problem(
        "column “\(question.column)” holds \(Set(values).count) different numbers and cannot split people as it is",
        at: question.place, remedy: "put the numbers into bands in the data, or use the column under `scores:`")
    case .date:
      throw Problem(
        "column “\(question.column)” holds dates, which single people out", at: question.place,
        remedy: "band them (years, length of service) in the data first")
    case .multi:
      throw Problem(
        "several answers may apply in column “\(question.column)”", at: question.place,
        remedy: "name it under `characteristics:` or `answers:` with `multiple:`")
    }
  }

  private func tooMany(_ count: Int, _ question: StudyFile.Question) -> Problem {
    Problem(
      "column “\(question.column)” has \(count) different values: too many to describe or split people",
      at: question.place,
      remedy: "band or group them in the data (at most \(Self.mostLevels)), or list it under `openQuestions:`")
  }

  private func order(of levels: [String], question: StudyFile.Question, isCoded: Bool) throws(Problem) -> [Int] {
    guard !question.order.isEmpty else {
      if let known = AnswerWords.order(levels) { return known }
      // The file's codes are an order already.
      return question.ordered && !isCoded ? naturalOrder(levels) : Array(levels.indices)
    }
    for word in question.order where !levels.contains(word) && nearest(to: word, among: levels) != nil {
      let meant = nearest(to: word, among: levels) ?? ""
      throw Problem(
        "no answer in column “\(question.column)” reads “\(word)”", at: question.place + ", order",
        remedy: "did you mean “\(meant)”?")
    }
    if let stranger = levels.first(where: { !question.order.contains($0) }) {
      throw Problem(
        "`order` leaves out “\(stranger)”, which occurs in column “\(question.column)”", at: question.place,
        remedy: "add it to `order`")
    }
    return question.order.compactMap { levels.firstIndex(of: $0) }
  }

  private func merges(_ question: StudyFile.Question, levels: [String]) throws(Problem) -> [Characteristic.Merge] {
    guard !question.merges.isEmpty else { return question.ordered ? [] : MergeProposals.sectors(levels) }
    return try question.merges.map { merge throws(Problem) in
      for level in merge.levels where !levels.contains(level) {
        let meant = nearest(to: level, among: levels).map { "did you mean “\($0)”? " } ?? ""
        throw Problem(
          "no answer in column “\(question.column)” reads “\(level)”", at: question.place + ", merge",
          remedy: meant + "take out what does not occur; the answers are \(levels.prefix(12).joined(separator: ", "))"
            + (levels.count > 12 ? " and \(levels.count - 12) more" : ""))
      }
      return Characteristic.Merge(label: merge.label, levels: merge.levels, declared: true)
    }
  }
}
