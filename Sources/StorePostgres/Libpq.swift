import CPostgres
import Store

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension CPostgresFunctions {
  /// libpq's functions; the library is loaded with the first connection and stays.
  static func load() throws(StoreError) -> CPostgresFunctions {
    guard let library = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL) ?? dlopen("libpq.so", RTLD_NOW | RTLD_LOCAL) else {
      throw .unavailable("the library libpq.so.5 is not installed (Debian: apt-get install libpq5)")
    }
    var functions = CPostgresFunctions()
    guard let lacking = cpostgres_find(library, &functions) else { return functions }
    throw .unavailable("the library libpq.so.5 is too old: it lacks \(String(cString: lacking))")
  }
}
