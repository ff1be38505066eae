// swift-tools-version: 6.2
import PackageDescription

/// One row per target: what it is built from. The layers are drawn here; `LayeringTests` reads the imports against it.
struct Module {
  let name: String
  var depends: [String] = []
  var packages: [Target.Dependency] = []
  var resources: [Resource]? = nil
  /// Where it stands when that is not Sources/<name>.
  var path: String? = nil
  var testResources: [Resource]? = nil
  /// What only its tests need.
  var testDepends: [String] = []
  var testPackages: [Target.Dependency] = []
  /// No tests of its own: those of a module above it run it.
  var untested = false
}

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let bigInt = Target.Dependency.product(name: "BigInt", package: "BigInt")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let jwtKit = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

let modules: [Module] = [
  Module(name: "Problems"),
  Module(name: "CSVText", untested: true),
  Module(name: "Statistics", testResources: [.copy("Fixtures")]),
  Module(
    name: "Instruments", depends: ["Problems"], packages: [yams, crypto], resources: [.embedInCode("Catalogue")]),
  Module(
    name: "Disclosure", depends: ["Statistics"], testResources: [.copy("Fixtures")], testPackages: [bigInt]),
  Module(
    name: "Dataset", depends: ["Problems", "CSVText", "CZlib", "CExpat", "CReadStat", "CXlsxWriter", "CZip"],
    testResources: [.copy("Fixtures")]),
  Module(name: "Markup"),
  Module(name: "Charts", depends: ["Markup"]),
  Module(name: "QR", depends: ["Markup", "CQREncode"]),
  Module(name: "Reporting", depends: ["CSVText", "Disclosure", "Charts", "Markup"]),
  Module(
    name: "Analysis", depends: ["Problems", "Dataset", "Instruments", "Statistics", "Disclosure"], packages: [yams]),
  Module(name: "DocumentCheck", depends: ["Problems", "Statistics"]),
  Module(name: "Example", depends: ["Problems", "Statistics"]),
  Module(name: "Store", testDepends: ["TestSupport"]),
  Module(name: "StoreSQLite", depends: ["Store"], packages: [grdb, grdbSQLite], untested: true),
  Module(name: "StorePostgres", depends: ["Store", "CPostgres"], untested: true),
  Module(
    name: "TestSupport", depends: ["Store", "StoreSQLite", "StorePostgres"], path: "Tests/TestSupport", untested: true),
  Module(
    name: "Platform",
    depends: ["Problems", "Markup", "Store", "Dataset", "Instruments", "Disclosure", "Analysis", "Reporting"],
    packages: [yams, crypto, cryptoExtras], testDepends: ["TestSupport", "Web"],
    testPackages: [hummingbird, hummingbirdTesting, httpTypes, logging]),
  Module(
    name: "Web", depends: ["Problems", "Markup", "Reporting", "QR", "Platform", "CZlib"],
    packages: [
      hummingbird, hummingbirdTLS, httpTypes, logging, nioCore, nioHTTP1, nioSSL, lifecycle, crypto, asyncHTTPClient,
      jwtKit,
    ],
    resources: [.embedInCode("Assets")],
    testDepends: ["Store", "TestSupport", "Dataset"], testPackages: [hummingbirdTesting, cryptoExtras]),
  Module(
    name: "hearth",
    depends: [
      "Problems", "Dataset", "Instruments", "Statistics", "Disclosure", "Analysis", "Charts", "Reporting",
      "DocumentCheck", "Example", "Platform", "Store", "StoreSQLite", "StorePostgres", "Web", "Markup",
    ],
    packages: [arguments, crypto, subprocess], testResources: [.copy("Fixtures")], testDepends: ["TestSupport"]),
  Module(name: "GuardBench", depends: ["Disclosure", "Statistics"], path: "Benchmarks/GuardBench", untested: true),
  Module(name: "StatisticsBench", depends: ["Statistics"], path: "Benchmarks/StatisticsBench", untested: true),
  Module(
    name: "LoadBench", depends: ["Store", "StoreSQLite", "StorePostgres", "Platform", "TestSupport"],
    packages: [crypto], path: "Benchmarks/LoadBench", untested: true),
]

let programs: Set = ["hearth", "GuardBench", "LoadBench", "StatisticsBench"]

let systemLibraries: [Target] = [
  .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
  .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
  .systemLibrary(name: "CPostgres", providers: [.apt(["libpq-dev"])]),
  .systemLibrary(name: "CExpat", providers: [.apt(["libexpat1-dev"])]),
  .systemLibrary(name: "CReadStat", providers: [.apt(["libreadstat-dev"])]),
  .systemLibrary(name: "CXlsxWriter", providers: [.apt(["libxlsxwriter-dev"])]),
  .systemLibrary(name: "CZip", providers: [.apt(["libzip-dev"])]),
]

/// `HEARTH_LEAF=Statistics` keeps that module and what it stands on, so that a leaf builds and tests in seconds.
let leaf = Context.environment["HEARTH_LEAF"]

func closure(_ name: String) -> Set<String> {
  guard let module = modules.first(where: { $0.name == name }) else { return [name] }
  return module.depends.reduce(into: [name]) { $0.formUnion(closure($1)) }
}

func testClosure(_ name: String) -> Set<String> {
  let tests = modules.first { $0.name == name }?.testDepends ?? []
  return tests.reduce(into: closure(name)) { $0.formUnion(closure($1)) }
}

let kept = leaf.map(testClosure) ?? Set(modules.map(\.name)).union(systemLibraries.map(\.name))

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

let targets: [Target] = modules.filter { kept.contains($0.name) }.flatMap { module -> [Target] in
  let dependencies = module.depends.map { Target.Dependency(stringLiteral: $0) } + module.packages
  let program = programs.contains(module.name)
  let target: Target =
    program
    ? .executableTarget(name: module.name, dependencies: dependencies, path: module.path, swiftSettings: settings)
    : .target(
      name: module.name, dependencies: dependencies, path: module.path, resources: module.resources,
      swiftSettings: settings)
  guard !module.untested, leaf == nil || leaf == module.name else { return [target] }
  let own = program ? [] : [Target.Dependency(stringLiteral: module.name)]
  let tests = Target.testTarget(
    name: program ? "EndToEnd" : module.name + "Tests",
    dependencies: dependencies + own + module.testPackages
      + module.testDepends.map { Target.Dependency(stringLiteral: $0) },
    resources: module.testResources, swiftSettings: settings)
  return [target, tests]
}

let package = Package(
  name: "hearth",
  products: [
    .executable(name: "hearth", targets: ["hearth"]),
    .library(name: "Statistics", targets: ["Statistics"]),
    .library(name: "Instruments", targets: ["Instruments"]),
    .library(name: "Disclosure", targets: ["Disclosure"]),
  ].filter { leaf == nil || kept.contains($0.name) },
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.11.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: systemLibraries.filter { kept.contains($0.name) } + targets
)
