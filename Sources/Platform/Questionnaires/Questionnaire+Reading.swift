import Instruments
package import Problems

extension Questionnaire {
  /// Reads a questionnaire.
  /// - Parameters:
  ///   - language: one of those it is written in; nil for the first.
  ///   - isDraft: whether it may be unfinished: instruments without their wording or an accepted key, pages without questions, texts that are
  ///     not translated. What it lacks stands with it, and no wave opens.
  ///   - companion: the text of a file that it names (a wording, a confirmation, an instrument of one's own), unless it holds all of them itself.
  /// - Throws: `Problem` with file, line and key for anything unknown, missing or of the wrong kind; one problem for all translations
  ///   that are missing.
  package init(
    text: String, file: String, language: Language? = nil, isDraft: Bool = false,
    companion: @escaping (_ name: String) throws(Problem) -> String = Self.noCompanions
  ) throws(Problem) {
    let place = try YAMLField.root(of: text, file: file)
    let root = try place.record([
      "questionnaire", "version", "languages", "information", "consent", "support", "results", "custody", "threshold",
      "ownScores", "pages", "packs", QuestionnaireReader.server, QuestionnaireReader.keepContacts,
    ])
    var reader = try QuestionnaireReader(root, language: language, isDraft: isDraft, companion: companion)
    title = try reader.words(try root.required("questionnaire"))
    let titles = reader.said.count
    version = try root["version"]?.text() ?? "1"
    languages = reader.languages
    self.language = reader.language
    var information = try reader.information(try root.required("information"))
    if let field = root[QuestionnaireReader.server] {
      information = information.filter { $0.part != .server } + [try reader.server(field)]
    }
    self.information = information
    keepsContacts = try root[QuestionnaireReader.keepContacts].map { field throws(Problem) in
      try reader.keepContacts(field)
    }
    consent = try reader.paragraphs(try root.required("consent"))
    support = try reader.paragraphs(try root.required("support"))
    commitments = try root["results"].map { field throws(Problem) in try reader.commitments(field) }
    custody = try root["custody"].map { field throws(Problem) in try reader.custody(field) }
    threshold = try root["threshold"]?.integer() ?? 10
    guard threshold >= 5 else {
      throw (root["threshold"] ?? place).problem(
        "a threshold of \(threshold) would show groups small enough to guess",
        remedy: "10 is the default, 5 the lowest allowed")
    }
    let around = reader.said.count
    showsOwnScores = try root["ownScores"]?.flag() ?? false
    var pages: [Page] = []
    for entry in try root.required("pages").list() { pages.append(try reader.page(entry)) }
    self.pages = pages
    companions = reader.used
    refused = reader.refused + QuestionnaireReader.promises(reader.said[..<titles] + reader.said[around...])
    refusedAround = QuestionnaireReader.promises(reader.said[titles..<around])
    self.text = root["packs"] == nil ? text + Self.packs(reader.used) : text
    var lacking = pages.flatMap(\.questions).compactMap(\.instrument).flatMap(\.lacking) + reader.lacking
    if pages.allSatisfy(\.questions.isEmpty) {
      lacking.append(place.problem("the questionnaire asks nothing", remedy: "add a question to a page"))
    }
    if !isDraft, let untranslated = reader.untranslatedProblem(at: place) { throw untranslated }
    lacking += reader.untranslatedPieces
    if !isDraft, let first = lacking.first { throw first }
    // A wave that is open already goes on: it is read as it was.
    if isDraft { lacking += refused }
    self.lacking = lacking
    if root["packs"] == nil, !companions.isEmpty, !isDraft { _ = try Questionnaire(text: self.text, file: file) }
  }

  /// For a questionnaire that names no files, or holds them.
  package static func noCompanions(_ name: String) throws(Problem) -> String {
    throw Problem("the file “\(name)” is not at hand", remedy: "put its text under packs:")
  }

  /// The files' texts as the last section of the questionnaire: JSON's strings are YAML's.
  private static func packs(_ texts: [String: String]) -> String {
    guard !texts.isEmpty else { return "" }
    let lines = texts.sorted { $0.key < $1.key }.map { "  \(YAMLText.quoted($0)): \(YAMLText.quoted($1))\n" }
    return "\npacks:\n" + lines.joined()
  }
}
