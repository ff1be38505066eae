/// Names of variables as SPSS takes them: a letter first, then letters, digits, `_` and `.`, 64 bytes at most, no two alike in capitals.
enum SPSSNames {
  private static let reserved: Set = [
    "all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with",
  ]

  static func names(for columns: [String]) -> [String] {
    var taken: Set<String> = []
    return columns.map { column in
      let plain = plain(column)
      var name = plain
      var number = 2
      while !taken.insert(name.lowercased()).inserted {
        name = String(plain.prefix(64 - 1 - String(number).count)) + "_\(number)"
        number += 1
      }
      return name
    }
  }

  private static func plain(_ column: String) -> String {
    var name = String(
      column.unicodeScalars.map { scalar -> Character in
        let fits = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == ".")
        return fits ? Character(scalar) : "_"
      })
    while name.contains("__") { name = name.replacing("__", with: "_") }
    if name.first?.isLetter != true { name = "v" + name }
    name = String(name.prefix(64))
    while name.count > 1, name.last == "." || name.last == "_" { name.removeLast() }
    return reserved.contains(name.lowercased()) ? name + "_1" : name
  }
}
