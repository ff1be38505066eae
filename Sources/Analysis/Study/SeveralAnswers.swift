import Dataset
import Disclosure
import Foundation
import Problems

/// Answers to a question of which several may apply: one bit column an option, and who answered at all.
struct SeveralAnswers: Sendable {
  let subject: Subject
  let options: [String]
  let sets: [[UInt64]]
  /// People who ticked at least one option: the base of the shares.
  let answered: Int

  var counts: [Int] { sets.map { $0.reduce(0) { $0 + $1.nonzeroBitCount } } }
}

extension QuestionReader {
  func several(_ question: StudyFile.Question) throws(Problem) -> SeveralAnswers {
    let column = try column(question.column, at: question.place)
    let subject = Subject(id: question.column, title: question.title)
    switch column.storage {
    case .multi(let options, let sets, _):
      return SeveralAnswers(subject: subject, options: options, sets: sets, answered: ticked(sets))
    case .category(let codes, let levels):
      guard let separator = question.multiple else { break }
      let parts = levels.map { split($0, by: separator) }
      if !parts.contains(where: { $0.count > 1 }) { throw neverApart(question, separator) }
      return try collect(question, subject: subject) { row in
        column.validity[row] ? parts[Int(codes[row])] : []
      }
    case .text(let store):
      guard let separator = question.multiple else { break }
      let isParted = (0..<column.rowCount).contains { column.validity[$0] && split(store[$0], by: separator).count > 1 }
      guard isParted else { throw neverApart(question, separator) }
      return try collect(question, subject: subject) { row in
        column.validity[row] ? split(store[row], by: separator) : []
      }
    default: break
    }
    throw Problem(
      "column “\(question.column)” holds no lists of options", at: question.place,
      remedy: "leave out `multiple:` if only one answer is possible")
  }

  private func neverApart(_ question: StudyFile.Question, _ separator: String) -> Problem {
    Problem(
      "no cell of column “\(question.column)” holds two options with “\(separator)” between them",
      at: question.place + ", multiple",
      remedy: "write what stands between the options in the data, or leave `multiple:` out if nobody chose two")
  }

  private func split(_ cell: String, by separator: String) -> [String] {
    let mark = separator.trimmingCharacters(in: .whitespaces)
    let plain = mark.isEmpty ? separator : mark
    return cell.components(separatedBy: plain).map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  private func collect(
    _ question: StudyFile.Question, subject: Subject, parts: (Int) -> [String]
  ) throws(Problem) -> SeveralAnswers {
    let words = (dataset.rowCount + 63) / 64
    var index: [String: Int] = [:]
    var options: [String] = []
    var sets: [[UInt64]] = []
    for row in 0..<dataset.rowCount {
      for part in parts(row) {
        let option = index[part, default: options.count]
        if option == options.count {
          if options.count == Self.mostLevels {
            throw Problem(
              "column “\(question.column)” has more than \(Self.mostLevels) different options", at: question.place,
              remedy:
                "check the separator: `multiple: \"\(question.multiple ?? "")\"`; put “other” texts in a column of their own"
            )
          }
          index[part] = option
          options.append(part)
          sets.append([UInt64](repeating: 0, count: words))
        }
        sets[option][row / 64] |= 1 << UInt64(row % 64)
      }
    }
    if !question.order.isEmpty {
      let ranked = options.indices.sorted {
        (question.order.firstIndex(of: options[$0]) ?? .max, $0) < (
          question.order.firstIndex(of: options[$1]) ?? .max, $1
        )
      }
      (options, sets) = (ranked.map { options[$0] }, ranked.map { sets[$0] })
    }
    return SeveralAnswers(subject: subject, options: options, sets: sets, answered: ticked(sets))
  }

  private func ticked(_ sets: [[UInt64]]) -> Int {
    guard let first = sets.first else { return 0 }
    return first.indices.reduce(0) { total, word in
      total + sets.reduce(0 as UInt64) { $0 | $1[word] }.nonzeroBitCount
    }
  }
}
