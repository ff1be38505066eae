import ArgumentParser

/// One of the two databases, each with a backup of its own that can go to a custodian of its own.
enum BackupPart: String, CaseIterable, ExpressibleByArgument, Codable {
  case directory, answers

  /// The file of its backup, by where the database is.
  func file(of place: DatabasePlace) -> String {
    switch place {
    case .file: "\(rawValue).sqlite"
    case .server: "\(rawValue).dump"
    }
  }

  /// What was asked for, or both.
  static func chosen(_ only: BackupPart?) -> [BackupPart] { only.map { [$0] } ?? allCases }
}

/// Where a database is.
enum DatabasePlace {
  case file(path: String)
  case server(url: String)

  var description: String {
    switch self {
    case .file(let path): path
    case .server: "PostgreSQL"
    }
  }
}
