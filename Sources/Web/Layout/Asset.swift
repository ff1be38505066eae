import Crypto
import Platform

/// A file that pages load: part of the program, the same for everybody.
package enum Asset: String, CaseIterable, Sendable {
  case stylesheet = "hearth.css"
  case answer = "answer.js"
  case blind = "blind.js"
  case bytes = "bytes.js"
  case key = "key.js"
  case noMail = "nomail.js"
  case questions = "questions.js"
  case right = "right.js"
  case steps = "steps.js"
  case store = "store.js"
  case tab = "tab.js"
  case transport = "transport.js"
  case withdraw = "withdraw.js"

  package var content: [UInt8] {
    switch self {
    case .stylesheet: PackageResources.hearth_css
    case .answer: PackageResources.answer_js
    case .blind: PackageResources.blind_js
    case .bytes: PackageResources.bytes_js
    case .key: PackageResources.key_js
    case .noMail: PackageResources.nomail_js
    case .questions: PackageResources.questions_js
    case .right: PackageResources.right_js
    case .steps: PackageResources.steps_js
    case .store: PackageResources.store_js
    case .tab: PackageResources.tab_js
    case .transport: PackageResources.transport_js
    case .withdraw: PackageResources.withdraw_js
    }
  }

  var mediaType: String {
    self == .stylesheet ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8"
  }

  /// SHA-256 of the content in quotation marks: the same in every browser, so it tells nobody apart.
  var tag: String { Self.tags[self] ?? "" }

  private static let tags = Dictionary(
    uniqueKeysWithValues: allCases.map { asset in
      (asset, "\"" + hexadecimal(SHA256.hash(data: asset.content)) + "\"")
    })
}
