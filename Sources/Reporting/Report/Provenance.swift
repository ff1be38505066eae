/// Where the figures come from: enough to make them again from the same file.
package struct Provenance: Hashable, Sendable, Encodable {
  package var inputFile: String
  /// Lower-case hexadecimal.
  package var inputSHA256: String
  package var rows: Int
  package var studyFile: String?
  package var studySHA256: String?
  package var hearthVersion: String
  package var instruments: [InstrumentUse]
  package var threshold: Int
  package var seed: UInt64?
  /// Only when given by the person who makes the report: the same input gives the same bytes on any day.
  package var date: String?

  package init(
    inputFile: String, inputSHA256: String, rows: Int, studyFile: String? = nil, studySHA256: String? = nil,
    hearthVersion: String, instruments: [InstrumentUse], threshold: Int, seed: UInt64? = nil, date: String? = nil
  ) {
    self.inputFile = inputFile
    self.inputSHA256 = inputSHA256
    self.rows = rows
    self.studyFile = studyFile
    self.studySHA256 = studySHA256
    self.hearthVersion = hearthVersion
    self.instruments = instruments
    self.threshold = threshold
    self.seed = seed
    self.date = date
  }
}

/// An instrument and how far its scoring key is known.
package struct InstrumentUse: Hashable, Sendable, Encodable {
  package var id: String
  package var name: String
  /// In words: `verified against the manual`, `from secondary sources`.
  package var keyStatus: String
  /// In words: `high`, `medium`, `low`.
  package var confidence: String
  /// Scored although the key is not verified, because the study file accepts it; with the file's reason.
  package var acceptedUnverified: String?
  /// A licence holder entered the key from the manual.
  package var confirmation: Confirmation?
  package var source: String?

  package struct Confirmation: Hashable, Sendable, Encodable {
    package var by: String
    package var date: String
    package var edition: String
    package init(by: String, date: String, edition: String) {
      self.by = by
      self.date = date
      self.edition = edition
    }
  }

  package init(
    id: String, name: String, keyStatus: String, confidence: String, acceptedUnverified: String? = nil,
    confirmation: Confirmation? = nil, source: String? = nil
  ) {
    self.id = id
    self.name = name
    self.keyStatus = keyStatus
    self.confidence = confidence
    self.acceptedUnverified = acceptedUnverified
    self.confirmation = confirmation
    self.source = source
  }
}
