import Foundation
import Markup
import QR
import Testing

@Suite struct QRCodeTests {
  @Test("A scanner reads from the drawing what was written", arguments: [1, 78, 300, 1273])
  func scanned(length: Int) throws {
    // Every printable byte and some of two, cut to length; no place-holder that a scanner could guess.
    let alphabet = (0x21...0x7E).map { Character(UnicodeScalar(UInt8($0))) }
    let text = String((0..<length).map { alphabet[($0 * 31 + length) % alphabet.count] })
    #expect(try scan(QRCode(text, correction: .high)) == text)
  }

  @Test("A letter that is not of the Latin alphabet comes back as it was")
  func unicode() throws {
    #expect(try scan(QRCode("Gŵyl y Môr – 字")) == "Gŵyl y Môr – 字")
  }

  @Test("A text that no code holds is refused, and so is nothing")
  func limits() throws {
    #expect(try QRCode(String(repeating: "a", count: 2331)).size == 177)
    #expect(throws: QRCode.TooLong.self) { try QRCode(String(repeating: "a", count: 2332)) }
    #expect(throws: QRCode.TooLong.self) { try QRCode("") }
  }

  @Test("The drawing is dark on white with four empty modules around")
  func drawing() throws {
    let code = try QRCode("https://survey.example.org")
    let side = code.size + 8
    #expect((code.size - 17) % 4 == 0 && code.isDark(row: 0, column: 0) && !code.isDark(row: 1, column: 1))
    #expect(
      code.drawing(label: "The address").markup.hasPrefix(
        "<svg class=\"qr\" viewBox=\"0 0 \(side) \(side)\" role=\"img\" aria-label=\"The address\"><rect width=\"\(side)\" height=\"\(side)\" fill=\"#fff\"/><path d=\"M4 4h7v1h-7z"
      ))
  }

  /// What zbarimg reads in a picture of the drawing.
  private func scan(_ code: QRCode) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hearth-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (drawing, picture) = (folder.appendingPathComponent("code.svg"), folder.appendingPathComponent("code.png"))
    let markup = code.drawing(label: "").markup.replacing("<svg ", with: "<svg xmlns=\"http://www.w3.org/2000/svg\" ")
    try Data(markup.utf8).write(to: drawing)
    _ = try run(["rsvg-convert", "--width=\((code.size + 8) * 4)", "--output=\(picture.path)", drawing.path])
    return try run(["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", picture.path])
      .trimmingCharacters(in: .newlines)
  }

  private func run(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = Pipe()
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(arguments[0]) ended with \(process.terminationStatus)")
    return String(decoding: bytes, as: UTF8.self)
  }
}
