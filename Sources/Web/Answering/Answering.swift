package import Platform

/// What a participant's browser may ask of the platform. The program wires it; tests give their own.
package struct Answering: Sendable {
  /// A wave's page in one of its languages; nil for the first.
  package var page: @Sendable (_ wave: String, _ language: Language?) async throws -> Page
  /// The directory's side.
  package var sign:
    @Sendable (_ wave: String, _ invitation: [UInt8], _ blinded: [UInt8], _ consent: String) async throws -> [UInt8]
  /// The answers' side: the receipt code as it is printed.
  package var accept: @Sendable (Participation.Submission) async throws -> String
  package var withdraw: @Sendable (_ wave: String, _ receipt: String) async throws -> Void
  /// The same without a script.
  package var plain: PlainAnswering
  /// The directory's side: the person of this invitation wants no more mail.
  package var noMail: @Sendable (_ wave: String, _ invitation: [UInt8]) async throws -> Void

  /// What a wave's page shows, to everybody the same.
  package struct Page: Sendable {
    package let questionnaire: Questionnaire
    package let isOpen: Bool
    package let keys: [Key]
    package let entry: Participation.Entry
    /// Nothing that is answered is kept, and the page says so.
    package let isPreview: Bool
    /// Pages of the same edition in the same language are the same; nil where that is not known.
    package let edition: [UInt8]?

    package struct Key: Sendable {
      package let fingerprint: [UInt8]
      package let der: [UInt8]

      package init(fingerprint: [UInt8], der: [UInt8]) {
        self.fingerprint = fingerprint
        self.der = der
      }
    }

    package init(
      questionnaire: Questionnaire, isOpen: Bool, keys: [Key], entry: Participation.Entry = .roster,
      isPreview: Bool = false, edition: [UInt8]? = nil
    ) {
      self.edition = edition
      self.isPreview = isPreview
      self.questionnaire = questionnaire
      self.isOpen = isOpen
      self.keys = keys
      self.entry = entry
    }
  }

  package init(
    page: @escaping @Sendable (_ wave: String, _ language: Language?) async throws -> Page,
    sign:
      @escaping @Sendable (_ wave: String, _ invitation: [UInt8], _ blinded: [UInt8], _ consent: String) async throws
      -> [UInt8],
    accept: @escaping @Sendable (Participation.Submission) async throws -> String,
    withdraw: @escaping @Sendable (_ wave: String, _ receipt: String) async throws -> Void,
    plain: PlainAnswering,
    noMail: @escaping @Sendable (_ wave: String, _ invitation: [UInt8]) async throws -> Void
  ) {
    self.page = page
    self.sign = sign
    self.accept = accept
    self.withdraw = withdraw
    self.plain = plain
    self.noMail = noMail
  }
}

extension Answering {
  /// The platform itself.
  package init(_ participation: Participation, optOut: OptOut) {
    self.init(
      page: { wave, language in
        let page = try await participation.page(wave, in: language)
        return Page(
          questionnaire: page.questionnaire, isOpen: page.isOpen,
          keys: page.keys.map { Page.Key(fingerprint: $0.fingerprint, der: $0.der) }, entry: page.entry,
          edition: page.edition)
      },
      sign: { wave, invitation, blinded, consent in
        try await participation.sign(wave: wave, invitation: invitation, blinded: blinded, consent: consent)
      },
      accept: { try await participation.accept($0).description },
      withdraw: { wave, receipt in try await participation.withdraw(wave: wave, receipt: receipt) },
      plain: PlainAnswering(participation),
      noMail: { wave, invitation in try await optOut.stop(wave: wave, invitation: invitation) })
  }
}

extension Answering {
  /// A questionnaire shown without a wave.
  package init(_ preview: Preview) {
    self.init(
      page: { wave, language in
        let page = try preview.page(wave, in: language)
        return Page(
          questionnaire: page.questionnaire, isOpen: true,
          keys: page.keys.map { Page.Key(fingerprint: $0.fingerprint, der: $0.der) }, isPreview: true)
      },
      sign: { _, invitation, blinded, _ in try preview.sign(invitation: invitation, blinded: blinded) },
      accept: { try preview.accept($0).description },
      withdraw: { _, _ in }, plain: .none, noMail: { _, _ in })
  }
}
