import Dataset
import Problems
import Testing

@Suite("Any bytes at all")
struct FuzzTests {
  /// Everything a reading gives, or its message: equal whatever the pieces and threads.
  private func outcome(_ bytes: [UInt8], pieceBytes: Int, threads: Int, latin1: Bool) -> String {
    var options = ReadOptions()
    options.pieceBytes = pieceBytes
    options.threads = threads
    options.encoding = latin1 ? .latin1 : .utf8
    do throws(Problem) {
      let data = try Dataset.read(bytes: bytes, name: "fuzz", options: options)
      let lines = (0..<data.rowCount).map { String(data.source.line(ofRow: $0)) }
      let columns = data.columns.map { column in
        "\(column.name)|\(column.storage)|\(column.validity)|\(String(describing: column.oddity))"
      }
      return "\(data.rowCount) rows, \(data.source.blankLines) blank\n" + (columns + lines).joined(separator: "\n")
    } catch {
      return error.description
    }
  }

  /// The text to break: every feature of the readers in a few lines.
  private static let seeds: [[UInt8]] = [
    "id,q1,q2,when,name\n1,3,2.5,2021-01-02,Ann\n2,,3,2021-01-03,\"B, \"\"b\"\"\"\n\n3,4,x,,\"two\nlines\"\n4,NA,1e3,2021-13-01,Zoë\n",
    "a;b;c\r\n1,5;2;x\r\n;3;y\r\n2,25;;\"z;\r\n\"\r\n",
    "id,Which?,,Rate,\n,Red,Blue,One,Two\n1,Red,,3,4\n2,,Blue,5,\n3,Red,Blue,,1\n",
    "Q1,Q2\nText,Text - x\n\"{\"\"ImportId\"\":\"\"1\"\"}\",\"{\"\"ImportId\"\":\"\"2\"\"}\"\n1,2\n3,4\n",
    "a\tb\r1\t2\r3\t4\r",
    "a,b,c,d,e,f,g\n1,2,3,4,5,6,7\n1,2,,4,5,6,7\n10,2,3,4,5,6,254\n255,256,-1,+1,0.5,.5,5.\n",
  ].map { Array($0.utf8) }

  @Test("Broken files give one answer, whatever the pieces and threads, and never stop the program", arguments: 0..<8)
  func mutations(_ part: Int) {
    var generator = SplitMix(seed: 2026 + UInt64(part))
    let spice: [UInt8] = Array("\",;\t\n\r 0159.-+eENAx=".utf8) + [0, 0x80, 0xC3, 0xA9, 0xFF, 0xEF]
    for round in 0..<400 {
      var bytes = Self.seeds[round % Self.seeds.count]
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let at = Int.random(in: 0...bytes.count, using: &generator)
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: bytes.insert(spice.randomElement(using: &generator) ?? 0, at: at)
        case 1: if at < bytes.count { bytes.remove(at: at) }
        case 2: if at < bytes.count { bytes[at] = spice.randomElement(using: &generator) ?? 0 }
        case 3:
          let end = Int.random(in: at...bytes.count, using: &generator)
          bytes.insert(contentsOf: bytes[at..<end], at: Int.random(in: 0...bytes.count, using: &generator))
        default: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 0...10, using: &generator)))
        }
      }
      let latin1 = Bool.random(using: &generator)
      let whole = outcome(bytes, pieceBytes: 1 << 20, threads: 1, latin1: latin1)
      let pieceBytes = Int.random(in: 1...40, using: &generator)
      let cut = outcome(bytes, pieceBytes: pieceBytes, threads: 3, latin1: latin1)
      #expect(
        whole == cut, "part \(part), round \(round), pieces of \(pieceBytes): \(String(decoding: bytes, as: UTF8.self))"
      )
    }
  }

  @Test("Random bytes give a dataset or a problem", arguments: [1, 2, 3, 4])
  func randomBytes(_ seed: UInt64) {
    var generator = SplitMix(seed: seed)
    for _ in 0..<300 {
      let count = Int.random(in: 0...300, using: &generator)
      let narrow = Bool.random(using: &generator)
      let bytes = (0..<count).map { _ -> UInt8 in
        narrow
          ? Array("\",\n\r;1a".utf8).randomElement(using: &generator) ?? 0
          : UInt8.random(in: 0...255, using: &generator)
      }
      for latin1 in [false, true] {
        #expect(
          outcome(bytes, pieceBytes: 1 << 20, threads: 1, latin1: latin1)
            == outcome(bytes, pieceBytes: 5, threads: 2, latin1: latin1))
      }
    }
  }

  @Test("Damaged compression gives a dataset or a problem, intact compression the same cells")
  func compression() throws {
    var generator = SplitMix(seed: 99)
    let text = Array("a,b\n".utf8) + (0..<400).flatMap { Array("\($0 % 7),\"w \($0)\"\n".utf8) }
    let packed = gzip(text)
    let plain = outcome(text, pieceBytes: 64, threads: 2, latin1: false)
    #expect(outcome(packed, pieceBytes: 64, threads: 2, latin1: false) == plain)
    #expect(
      outcome(
        gzip(Array(text[..<100])) + gzip(Array(text[100...])) + [0, 0], pieceBytes: 50, threads: 3, latin1: false)
        == plain)
    var problems = 0
    for _ in 0..<60 {
      var bytes = packed
      bytes[Int.random(in: 10..<bytes.count, using: &generator)] ^= UInt8.random(in: 1...255, using: &generator)
      let result = outcome(bytes, pieceBytes: 300, threads: 2, latin1: false)
      if result != plain { problems += 1 }
    }
    // The checksum at the end leaves nothing unnoticed.
    #expect(problems == 60)
  }

  @Test("Written cells are read back: no row and no cell is lost", arguments: [10, 11, 12, 13])
  func roundTrip(_ seed: UInt64) throws {
    var generator = SplitMix(seed: seed)
    let words = [
      "", "1", "7", "42", "-3", "0.5", "x", "a b", "say \"so\"", "p,q", "p;q", "two\nlines", "Zoë", "2021-02-03", "NAN",
    ]
    for round in 0..<60 {
      let columns = Int.random(in: 1...9, using: &generator)
      let rows = Int.random(in: 1...60, using: &generator)
      // Some columns mostly hold digits, so that every kind of column occurs.
      let table = (0..<rows).map { _ in
        (0..<columns).map { column -> String in
          Int.random(in: 0..<10, using: &generator) > column
            ? String(Int.random(in: 0...9, using: &generator)) : words.randomElement(using: &generator) ?? ""
        }
      }
      let delimiter = [",", ";", "\t"].randomElement(using: &generator) ?? ","
      let end = ["\n", "\r\n"].randomElement(using: &generator) ?? "\n"
      func written(_ cell: String) -> String {
        let needsQuotes = cell.contains { "\",;\t\n".contains($0) } || Bool.random(using: &generator)
        return needsQuotes ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
      }
      var text = (0..<columns).map { "c\($0)" }.joined(separator: delimiter) + end
      for row in table { text += row.map(written).joined(separator: delimiter) + end }
      let data = try read(text) {
        $0.pieceBytes = Int.random(in: 1...200, using: &generator)
        $0.threads = 3
        $0.delimiter = delimiter.first
        $0.format = .csv
      }
      #expect(data.rowCount == rows, "seed \(seed), round \(round)")
      for row in 0..<min(rows, data.rowCount) {
        for column in 0..<columns {
          let cell = table[row][column]
          #expect(data.columns[column].text(at: row) == (cell.isEmpty ? nil : cell), "seed \(seed), round \(round)")
        }
      }
    }
  }
}
