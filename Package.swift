// swift-tools-version: 6.2
import PackageDescription

/// One row per target: what it is built from. The layers are drawn here; `LayeringTests` reads the imports against it.
struct Module {
  let name: String
  var depends: [String] = []
  var packages: [Target.Dependency] = []
  var resources: [Resource]? = nil
  /// Where it stands when that is not Sources/<name>; a module with a path is a program without tests of its own.
  var path: String? = nil
  var testResources: [Resource]? = nil
  var testPackages: [Target.Dependency] = []
}

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let bigInt = Target.Dependency.product(name: "BigInt", package: "BigInt")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

let modules: [Module] = [
  Module(name: "Problems"),
  Module(name: "Statistics", testResources: [.copy("Fixtures")]),
  Module(
    name: "Instruments", depends: ["Problems"], packages: [yams, crypto], resources: [.embedInCode("Catalogue")]),
  Module(
    name: "Disclosure", depends: ["Statistics"], testResources: [.copy("Fixtures")], testPackages: [bigInt]),
  Module(name: "Dataset", depends: ["Problems", "CZlib"]),
  Module(name: "Markup"),
  Module(name: "Charts", depends: ["Markup"]),
  Module(name: "Reporting", depends: ["Disclosure", "Charts", "Markup"]),
  Module(
    name: "Analysis", depends: ["Problems", "Dataset", "Instruments", "Statistics", "Disclosure"], packages: [yams]),
  Module(name: "DocumentCheck", depends: ["Problems", "Statistics"]),
  Module(name: "Example", depends: ["Problems"]),
  Module(
    name: "hearth",
    depends: [
      "Problems", "Dataset", "Instruments", "Statistics", "Disclosure", "Analysis", "Reporting", "DocumentCheck",
      "Example",
    ],
    packages: [arguments, crypto, subprocess], testResources: [.copy("Fixtures")]),
  Module(name: "GuardBench", depends: ["Disclosure", "Statistics"], path: "Benchmarks/GuardBench"),
]

/// `HEARTH_LEAF=Statistics` keeps that module and what it stands on, so that a leaf builds and tests in seconds.
let leaf = Context.environment["HEARTH_LEAF"]

func closure(_ name: String) -> Set<String> {
  guard let module = modules.first(where: { $0.name == name }) else { return [name] }
  return module.depends.reduce(into: [name]) { $0.formUnion(closure($1)) }
}

let kept = leaf.map(closure) ?? Set(modules.map(\.name)).union(["CZlib"])

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

let targets: [Target] = modules.filter { kept.contains($0.name) }.flatMap { module -> [Target] in
  let dependencies = module.depends.map { Target.Dependency(stringLiteral: $0) } + module.packages
  if let path = module.path {
    return [.executableTarget(name: module.name, dependencies: dependencies, path: path, swiftSettings: settings)]
  }
  let program = module.name == "hearth"
  let target: Target =
    program
    ? .executableTarget(name: module.name, dependencies: dependencies, swiftSettings: settings)
    : .target(name: module.name, dependencies: dependencies, resources: module.resources, swiftSettings: settings)
  let tests = Target.testTarget(
    name: program ? "EndToEnd" : module.name + "Tests",
    dependencies: (program ? dependencies : dependencies + [.init(stringLiteral: module.name)]) + module.testPackages,
    resources: module.testResources, swiftSettings: settings)
  return leaf == nil || leaf == module.name ? [target, tests] : [target]
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
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: (kept.contains("CZlib")
    ? [.systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])])] : []) + targets
)
