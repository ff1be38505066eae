import Dataset
import Foundation
import Problems
import Testing

/// Damaged workbooks and SPSS files give a dataset or a problem: the program never stops, and never takes more than a moment.
@Suite("Any bytes in a workbook or an SPSS file")
struct ContainerFuzzTests {
  private static func spss() throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "hearth-fuzz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "seed.sav").path(percentEncoded: false)
    try Samples.export.write(as: .sav, to: path)
    return [UInt8](try Data(contentsOf: URL(filePath: path)))
  }

  private func outcome(_ bytes: [UInt8]) -> String {
    do throws(Problem) {
      let data = try Dataset.read(bytes: bytes, name: "fuzz")
      return "\(data.rowCount) rows of \(data.columns.count)"
    } catch {
      return error.description
    }
  }

  private func broken(_ seed: [UInt8], _ generator: inout SplitMix) -> [UInt8] {
    var bytes = seed
    for _ in 0..<Int.random(in: 1...8, using: &generator) {
      let at = Int.random(in: 4..<bytes.count, using: &generator)
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: bytes[at] ^= 1 << UInt8.random(in: 0...7, using: &generator)
      case 1: bytes[at] = UInt8.random(in: 0...255, using: &generator)
      case 2:
        // Headers hold numbers of four bytes: the ends of their range.
        let number = [0x7FFF_FFFF, 0xFFFF_FFFF, 0x8000_0000, 0, 1, 0x0100_0000].randomElement(using: &generator) ?? 0
        for i in 0..<4 where at & ~3 + i < bytes.count { bytes[at & ~3 + i] = UInt8(number >> (8 * i) & 255) }
      case 3: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...16, using: &generator)))
      case 4: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 16)], at: at)
      default: bytes.removeLast(Int.random(in: 0..<min(64, bytes.count - 8), using: &generator))
      }
      if bytes.count < 16 { break }
    }
    return bytes
  }

  @Test("Broken SPSS files", arguments: 0..<4)
  func spss(part: Int) throws {
    let packed = try #require(try PeerFiles.file("zsav"))
    let seeds = [try Self.spss(), try #require(try PeerFiles.file("sav")), packed]
    var generator = SplitMix(seed: 4100 + UInt64(part))
    var read = 0
    for round in 0..<600 where !outcome(broken(seeds[round % 3], &generator)).contains(" — ") { read += 1 }
    // Most damage to the cells of a file without checksums cannot be seen; damage to its head must be.
    #expect(read > 0 && read < 600)
  }

  @Test("Broken archives", arguments: 0..<2)
  func archives(part: Int) throws {
    let seed = try #require(try PeerFiles.file("workbook"))
    var generator = SplitMix(seed: 4200 + UInt64(part))
    for _ in 0..<300 { _ = outcome(broken(seed, &generator)) }
  }

  @Test("Broken sheets in whole archives", arguments: 0..<4)
  func sheets(part: Int) {
    var workbook = HandMadeWorkbook(
      rows: HandMadeWorkbook.rows([
        ["id", "when", "word"], ["1", "45382", "red"], ["2", "1.5", "green"], ["3", "", "x"],
      ]))
    workbook.strings = ["<t>one</t>", "<r><t>two</t></r>"]
    workbook.styles = "<cellXfs><xf numFmtId=\"14\"/></cellXfs>"
    let seed = workbook.packed
    let spice = [
      "<c", "</c>", " r=\"ZZZ9\"", " t=\"s\"", " t=\"e\"", "<v>", "-1", "1e999", "&amp;", "<row r=\"99999\">", "\"",
      ">", "\u{0}",
    ]
    var generator = SplitMix(seed: 4300 + UInt64(part))
    var read = 0
    for _ in 0..<500 {
      var packed = seed
      let part = Int.random(in: 1..<packed.parts.count, using: &generator)
      var bytes = packed.parts[part].bytes
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let at = Int.random(in: 0..<bytes.count, using: &generator)
        if Bool.random(using: &generator) {
          bytes.insert(contentsOf: Array((spice.randomElement(using: &generator) ?? "").utf8), at: at)
        } else {
          bytes[at] = UInt8.random(in: 32...126, using: &generator)
        }
      }
      packed.parts[part].bytes = bytes
      if !outcome(packed.bytes).contains(" — ") { read += 1 }
    }
    #expect(read > 0 && read < 500)
  }

  @Test("Headers that ask for more than there is do not stop the program", .timeLimit(.minutes(2)))
  func hostileHeaders() throws {
    let seed = try Self.spss()
    // Layout of the header record: case size at 68, compression at 72, weight at 76, number of cases at 80.
    for (offset, number) in [(80, 0x7FFF_FFFF), (80, 0x7000_0000), (68, 0x7FFF_FFFF), (68, 0), (72, 2), (72, 0)] {
      var bytes = seed
      for i in 0..<4 { bytes[offset + i] = UInt8(number >> (8 * i) & 255) }
      // A damaged one is noticed, or what it says fits what there is.
      let found = outcome(bytes)
      #expect(found.contains(" — ") || found.contains("rows of"), "\(offset): \(number)")
    }
  }
}
