import Foundation
import Problems

/// What a form sent, read strictly: anything a browser would not send is refused.
package struct FormBody: Sendable {
  package struct File: Hashable, Sendable {
    /// As the sender's computer calls it, for messages only.
    package let name: String
    package let bytes: [UInt8]
  }

  /// A file may have this many bytes.
  package static let largestFile = 2 * 1024 * 1024
  /// The rest of a form with a file.
  package static let restOfForm = 64 * 1024
  static let mostFields = 2_000

  private(set) var fields: [String: [String]]
  private(set) var files: [String: File]

  /// - Parameter type: the request's Content-Type.
  /// - Throws: `FormFault`.
  package init(_ bytes: [UInt8], type: String?) throws(FormFault) {
    guard let type else { throw .notAForm }
    let parts = type.split(separator: ";", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
    switch parts.first?.lowercased() {
    case "application/x-www-form-urlencoded":
      fields = try URLEncodedForm.fields(bytes)
      files = [:]
    case "multipart/form-data":
      guard parts.count == 2 else { throw .noBoundary }
      (fields, files) = try MultipartForm(boundary: parts[1]).read(bytes)
    default: throw .notAForm
    }
  }

  /// The text of a field, empty when it was not sent. Lines end with a line feed.
  /// - Throws: `FormFault.repeated` when it was sent more than once.
  package func text(_ name: String) throws(FormFault) -> String {
    let all = fields[name] ?? []
    guard all.count <= 1 else { throw .repeated }
    return all.first ?? ""
  }

  /// The form without one of its fields.
  func without(_ name: String) -> FormBody {
    var form = self
    form.fields[name] = nil
    return form
  }

  /// Every value of a field that may have several, in order.
  package func texts(_ name: String) -> [String] { fields[name] ?? [] }

  /// Nil when no file was chosen.
  package func file(_ name: String) -> File? { files[name] }

  /// Whether a box was ticked.
  package func isTicked(_ name: String) -> Bool { fields[name] == ["yes"] }

  /// What is said at a box that has to be ticked, and is not.
  static func unticked(_ name: String, remedy: String) -> Problem {
    Problem("this has not been ticked", at: name, remedy: remedy)
  }
}

/// What is wrong with a form as it was sent.
package enum FormFault: Error, Hashable, Sendable {
  case notAForm
  case noBoundary
  /// Bytes that do not follow the form's own rules, or end too early.
  case malformed
  /// Not UTF-8, or with a NUL in it.
  case notText
  case repeated
  case tooManyFields
  case fileTooLarge

  var remedy: String {
    switch self {
    case .fileTooLarge: "Nothing was done. A file may have 2 MiB at most: split it or leave columns out."
    case .notText: "Nothing was done. It holds characters that are no text; type them by hand."
    default: "Nothing was done. Go back, load the page again and fill it in once more."
    }
  }
}

extension String {
  /// Text of a form: UTF-8 without NUL, line ends as line feeds.
  init(form bytes: some Sequence<UInt8>) throws(FormFault) {
    guard let text = String(validating: Array(bytes), as: UTF8.self), !text.utf8.contains(0) else { throw .notText }
    self = text.replacing("\r\n", with: "\n")
  }
}
