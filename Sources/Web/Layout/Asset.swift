import Crypto
import Platform

/// A file that pages load: part of the program, the same for everybody.
package enum Asset: String, CaseIterable, Sendable {
  case stylesheet = "hearth.css"
  case deskStylesheet = "desk.css"
  case answer = "answer.js"
  case blind = "blind.js"
  case guarding = "guard.js"
  case bytes = "bytes.js"
  case key = "key.js"
  case language = "language.js"
  case noMail = "nomail.js"
  case questions = "questions.js"
  case review = "review.js"
  case right = "right.js"
  case routing = "routing.js"
  case scores = "scores.js"
  case slip = "slip.js"
  case steps = "steps.js"
  case store = "store.js"
  case tab = "tab.js"
  case transport = "transport.js"
  case withdraw = "withdraw.js"
  case words = "words.js"

  package var content: [UInt8] {
    switch self {
    case .stylesheet: PackageResources.hearth_css
    case .deskStylesheet: PackageResources.desk_css
    case .answer: PackageResources.answer_js
    case .blind: PackageResources.blind_js
    case .guarding: PackageResources.guard_js
    case .bytes: PackageResources.bytes_js
    case .key: PackageResources.key_js
    case .language: PackageResources.language_js
    case .noMail: PackageResources.nomail_js
    case .questions: PackageResources.questions_js
    case .review: PackageResources.review_js
    case .right: PackageResources.right_js
    case .routing: PackageResources.routing_js
    case .scores: PackageResources.scores_js
    case .slip: PackageResources.slip_js
    case .steps: PackageResources.steps_js
    case .store: PackageResources.store_js
    case .tab: PackageResources.tab_js
    case .transport: PackageResources.transport_js
    case .withdraw: PackageResources.withdraw_js
    case .words: PackageResources.words_js
    }
  }

  var mediaType: String {
    rawValue.hasSuffix(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8"
  }

  /// SHA-256 of the content in quotation marks: the same in every browser, so it tells nobody apart.
  var tag: String { Self.tags[self] ?? "" }

  /// The content with gzip; nil where that is not possible.
  var compressed: [UInt8]? { Self.compressed[self] }
  var compressedTag: String { String(tag.dropLast()) + "-gzip\"" }

  private static let compressed = Dictionary(
    uniqueKeysWithValues: allCases.compactMap { asset in
      Gzip.compressed(asset.content, level: 9).map { (asset, $0) }
    })

  private static let tags = Dictionary(
    uniqueKeysWithValues: allCases.map { asset in
      (asset, "\"" + hexadecimal(SHA256.hash(data: asset.content)) + "\"")
    })
}
