import Dataset
import Problems
import Statistics

/// How long people of one's own file were under observation and whether the event ended it, over the rows that have every column.
struct SurvivalRows {
  let columns: ModelColumns
  let event: EventColumn
  let times: SurvivalTimes

  var events: Int { times.event.count { $0 } }

  /// - Parameter needed: further columns, each with the option that names it.
  /// - Throws: `Problem` when a column is missing, a time is negative or no number, or nobody has the event.
  init(
    _ dataset: Dataset, time: String, event: String, needed: [(name: String, option: String)]
  ) throws(Problem) {
    let file = FileColumns(dataset: dataset)
    for (name, option) in [(time, "--time")] + needed { _ = try file.column(name, option: option) }
    let numbers: [Double?]
    do {
      numbers = try file.numbers(time, option: "--time")
    } catch {
      throw Problem(
        error.what, at: error.place,
        remedy: "name with --time a column of numbers, such as months from the start to the end of observation")
    }
    if let row = numbers.firstIndex(where: { ($0 ?? 0) < 0 }) {
      throw Problem(
        "a time is 0 or more, and not \(decimalText(numbers[row] ?? 0))",
        at: dataset.source.place(row: row, column: time),
        remedy: "correct it, or leave the cell empty where it is not known")
    }
    let found = try EventColumn(file, event)
    do {
      columns = try ModelColumns(dataset, [time, found.name] + needed.map(\.name))
    } catch {
      throw file.nobody("a time in “\(time)”, an answer in “\(found.name)” and every other column that is named")
    }
    self.event = found
    let happened = columns.rows.map { found.happened[$0] ?? false }
    guard happened.contains(true) else {
      throw Problem(
        "nobody has the event, “\(found.answer)” in column “\(found.name)”", at: "\(dataset.source.fileName), --event",
        remedy:
          "without an event there is nothing to estimate: check the column, or name the answer with --event column=answer"
      )
    }
    do {
      times = try SurvivalTimes(exit: columns.rows.map { numbers[$0] ?? 0 }, event: happened)
    } catch {
      throw Problem("\(error)", at: "\(dataset.source.fileName), column \(time)", remedy: "correct the times")
    }
  }
}
