import Dispatch
import Problems
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reading a file: as many passes as it takes to know every column, each on several threads.
struct Reading {
  let input: InputFile
  let options: ReadOptions
  let progress: (@Sendable (Double) -> Void)?
  private let source: TextSource
  private let layout: Layout
  private let names: [String]
  private let missing: MissingTokens
  private let marks: DecimalMarks
  private let threads: Int
  private var splitting = PieceSupply.Splitting.byParity

  init(
    _ input: InputFile, options: ReadOptions, progress: (@Sendable (Double) -> Void)?,
    onBytes: (@Sendable (UnsafeRawBufferPointer) -> Void)?
  ) throws(Problem) {
    self.input = input
    self.options = options
    self.progress = progress
    source = try TextSource(input, encoding: options.encoding, onBytes: onBytes)
    layout = try Self.layout(source, options)
    names = try layout.fileColumnNames(file: input.name)
    missing = MissingTokens(options.missing)
    let comma = layout.dialect.delimiter == UInt8(ascii: ",")
    // Qualtrics lists the choices of one question as “1,3”, whatever parts the cells.
    let pointOnly = comma || layout.format == .qualtrics
    marks = options.decimalComma.map { $0 ? .comma : .point } ?? (pointOnly ? .point : [.point, .comma])
    let pieces = input.byteCount / max(options.pieceBytes, 1) + 1
    threads = max(1, min(options.threads ?? processorCount(), source.isCompressed ? .max : pieces))
  }

  /// Reads the beginning, more and more of it until the header is whole.
  private static func layout(_ source: TextSource, _ options: ReadOptions) throws(Problem) -> Layout {
    var head: [UInt8] = []
    var wanted = 1 << 18
    while true {
      var isWhole = false
      while head.count < wanted, !isWhole {
        var block = [UInt8](repeating: 0, count: 1 << 16)
        let count = try source.read(into: &block, at: 0..<block.count)
        head.append(contentsOf: block[..<count])
        isWhole = count == 0
      }
      if let layout = try Layout(
        head, isWhole: isWhole, file: source.input.name, markLength: source.markLength, options: options)
      {
        return layout
      }
      guard !isWhole, wanted < PieceSupply.longestRecord else {
        throw Problem(
          "the header does not end within \(head.count) bytes", at: source.input.name,
          remedy: "look for a quotation mark in the header that is never closed")
      }
      wanted *= 2
    }
  }

  mutating func dataset() throws(Problem) -> Dataset {
    let alwaysText = Set(layout.questions.flatMap(\.parts).filter(\.isOther).map(\.column))
    let closed = Set(names.indices.filter { options.closed.contains(names[$0]) })
    var rules = FileRules(
      dayFirst: options.dayFirst, isMonthFirstByDefault: layout.format == .surveyMonkey, marks: marks,
      alwaysText: alwaysText, closed: closed, asText: options.asText)
    var joined = try pass(
      names.indices.map { column in
        alwaysText.contains(column) ? .text : options.asText || closed.contains(column) ? .category : .byte
      })
    guard joined.rowCount > 0 else {
      throw Problem("the file has a header and no data rows", at: input.name, remedy: "give a file with answers in it")
    }
    let usesComma = joined.builders.contains { $0.kind == .number && $0.sightings.contains(.decimalComma) }
    rules.pointIsNoMark = usesComma && options.decimalComma == nil
    var finished = finish(joined.takeBuilders(), rules)

    let again = finished.indices.filter { if case .readAgain = finished[$0] { true } else { false } }
    if !again.isEmpty {
      let chosen = Set(again)
      var second = try pass(names.indices.map { chosen.contains($0) ? .category : .skipped })
      guard second.rowCount == joined.rowCount else { throw changed }
      let texts = finish(second.takeBuilders(), rules)
      for column in again { finished[column] = texts[column] }
    }
    guard !input.hasChanged else { throw changed }
    let columns = try columns(finished, rowCount: joined.rowCount)
    let source = Source(
      fileName: input.name, byteCount: input.byteCount, format: layout.format,
      delimiter: Character(Unicode.Scalar(layout.dialect.delimiter)), decimalComma: options.decimalComma ?? usesComma,
      encoding: source.encoding, isCompressed: source.isCompressed, headerRows: layout.headers.count,
      fileColumnCount: names.count, firstDataLine: layout.firstDataLine, blankLines: joined.blankLines,
      lineBreaks: joined.lineBreaks)
    let dataset = Dataset(source: source, rowCount: joined.rowCount, columns: columns).withoutEmptyRows()
    guard dataset.rowCount > 0 else {
      throw Problem("every row of the file is empty", at: input.name, remedy: "give a file with answers in it")
    }
    return dataset
  }

  /// Every column on whatever core is free. Builders move from array to array and are never shared: a shared one would be copied
  /// when it is changed, and all of them together are the largest thing in memory.
  private func finish(_ builders: consuming [ColumnBuilder], _ rules: FileRules) -> [FinishedColumn] {
    let count = builders.count
    var waiting = [ColumnBuilder?](repeating: nil, count: count)
    while let last = builders.popLast() { waiting[builders.count] = last }
    let left = Mutex(waiting)
    waiting = []
    let done = Mutex([FinishedColumn](repeating: .readAgain, count: count))
    @Sendable func finish(_ column: Int) {
      // Taken out of the array, so that it is changed in place.
      guard let builder = left.withLock({ $0[column].take() }) else { return }
      let finished = builder.finish(
        rules, alwaysText: rules.alwaysText.contains(column), isClosed: rules.closed.contains(column))
      done.withLock { $0[column] = finished }
    }
    if threads > 1 {
      DispatchQueue.concurrentPerform(iterations: count, execute: finish)
    } else {
      (0..<count).forEach(finish)
    }
    return done.withLock { $0 }
  }

  private var changed: Problem {
    Problem("the file changed while it was read", at: input.name, remedy: "wait until it is complete and try again")
  }

  /// Reads all rows once, from the first.
  private mutating func pass(_ kinds: [CellKind]) throws(Problem) -> Joining {
    let joined = try run(kinds, splitting)
    guard joined.metStrayQuote else { return joined }
    splitting = .careful
    return try run(kinds, .careful)
  }

  private func run(_ kinds: [CellKind], _ splitting: PieceSupply.Splitting) throws(Problem) -> Joining {
    try source.rewind()
    try source.skip(layout.dataOffset)
    let supply = Mutex(
      PieceSupply(
        source: source, startingAt: layout.dataOffset + source.markLength, dialect: layout.dialect,
        splitting: splitting,
        pieceBytes: options.pieceBytes))
    let joining = Mutex(
      Joining(
        file: input.name, columnNames: names, firstDataLine: layout.firstDataLine, workers: threads,
        wantsResiduals: options.residuals, textBytes: source.isCompressed ? nil : input.byteCount, kinds: kinds))
    DispatchQueue.concurrentPerform(iterations: threads) { worker in
      let parser = PieceParser(
        dialect: layout.dialect, kinds: kinds, worker: worker, marks: marks, missing: missing,
        wantsResiduals: options.residuals, stopsAtStrayQuotes: splitting == .byParity)
      var buffer: [UInt8] = []
      while true {
        let (isOver, spare, known) = joining.withLock { ($0.isOver, $0.takeSpare(), $0.kinds) }
        if isOver { return }
        parser.adopt(known)
        do throws(Problem) {
          let piece = try supply.withLock { supply throws(Problem) in
            let piece = try supply.next(into: &buffer)
            progress?(supply.shareRead)
            return piece
          }
          guard let piece else { return }
          let result = parser.parse(buffer, byteCount: piece.byteCount, index: piece.index, recycled: spare)
          joining.withLock { $0.add(result, byteCount: piece.byteCount, offset: piece.offset) }
        } catch {
          joining.withLock { $0.fail(error) }
        }
      }
    }
    // Moved out, not copied: the columns are large.
    let joined = joining.withLock { $0.takeAll() }
    if !joined.metStrayQuote, let problem = joined.problem ?? joined.supplyProblem { throw problem }
    return joined
  }

  /// The dataset's columns: those of the file, with multi-selects joined.
  private func columns(_ finished: [FinishedColumn], rowCount: Int) throws(Problem) -> [Column] {
    var fileColumns: [Column] = []
    for (column, finished) in finished.enumerated() {
      guard case .column(let storage, let validity, let oddity) = finished else { throw changed }
      fileColumns.append(
        Column(
          name: names[column], headings: layout.headers.map { $0[column] }, storage: storage, validity: validity,
          oddity: oddity))
    }
    guard layout.format != .csv else { return fileColumns }
    var columns: [Column] = []
    for question in layout.questions {
      if let joined = MultiSelect.joined(question, columns: fileColumns, rowCount: rowCount) {
        columns.append(joined)
        continue
      }
      for part in question.parts {
        let column = fileColumns[part.column]
        let headings = layout.format == .qualtrics ? column.headings : [question.name, layout.headers[1][part.column]]
        columns.append(
          Column(
            name: column.name, headings: headings, storage: column.storage, validity: column.validity,
            oddity: column.oddity))
      }
    }
    var seen: Set<String> = []
    for column in columns where !seen.insert(column.name).inserted {
      throw Problem(
        "two columns would be called \"\(column.name)\"", at: "\(input.name), header",
        remedy: "give each question its own name")
    }
    return columns
  }
}

private func processorCount() -> Int { Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
