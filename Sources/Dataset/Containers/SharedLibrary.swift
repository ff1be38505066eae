import CExpat
import CReadStat
import CXlsxWriter
import CZip
import Problems

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// C libraries that only some files need, loaded when the first of them does.
enum SharedLibrary {
  static func readStat() throws(Problem) -> CReadStatFunctions {
    var functions = CReadStatFunctions()
    try load(["libreadstat.so.1", "libreadstat.so"], package: "libreadstat1", for: "SPSS files (.sav)") {
      creadstat_find($0, &functions)
    }
    return functions
  }

  static func zip() throws(Problem) -> CZipFunctions {
    var functions = CZipFunctions()
    try load(["libzip.so.4", "libzip.so.5", "libzip.so"], package: "libzip4", for: "workbooks (.xlsx)") {
      czip_find($0, &functions)
    }
    return functions
  }

  static func expat() throws(Problem) -> CExpatFunctions {
    var functions = CExpatFunctions()
    try load(["libexpat.so.1", "libexpat.so"], package: "libexpat1", for: "workbooks (.xlsx)") {
      cexpat_find($0, &functions)
    }
    return functions
  }

  static func xlsxWriter() throws(Problem) -> CXlsxWriterFunctions {
    var functions = CXlsxWriterFunctions()
    try load(
      ["libxlsxwriter.so.4", "libxlsxwriter.so.5", "libxlsxwriter.so"], package: "libxlsxwriter4",
      for: "writing workbooks (.xlsx)"
    ) {
      cxlsxwriter_find($0, &functions)
    }
    return functions
  }

  /// - Parameter find: fills a table; returns the name of a function that the library lacks.
  private static func load(
    _ names: [String], package: String, for use: String,
    find: (UnsafeMutableRawPointer) -> UnsafePointer<CChar>?
  ) throws(Problem) {
    for name in names {
      guard let library = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { continue }
      guard let lacking = find(library) else { return }
      throw Problem(
        "the library \(name) is too old for \(use): it lacks \(String(cString: lacking))",
        remedy: "update it: apt-get install \(package)")
    }
    throw Problem(
      "a library that \(use) need is not installed: \(names[0])",
      remedy: "install it (Debian: apt-get install \(package)), or use CSV")
  }
}

/// What a C library says; "" where it says nothing.
func words(_ text: UnsafePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "" }
