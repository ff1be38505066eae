import Foundation
public import Problems

/// The instruments that come with the library: one YAML file each, embedded, parsed only when asked for.
public enum Catalogue {
  /// Every instrument's id, in alphabetical order.
  public static let ids: [String] = sources.keys.sorted()

  /// The instrument with this id.
  /// - Throws: a `Problem` naming the nearest id when there is none.
  public static func instrument(_ id: String) throws(Problem) -> Instrument {
    try Instrument(yaml: try yaml(id), file: "Catalogue/\(id).yaml")
  }

  /// The instrument's file as it stands: the form in which a service writes an instrument of its own.
  /// - Throws: as `instrument`.
  public static func yaml(_ id: String) throws(Problem) -> String {
    guard let source = sources[id] else {
      let hint = nearest(to: id, among: ids).map { "did you mean “\($0)”? " } ?? ""
      throw Problem(
        "there is no instrument “\(id)”", remedy: hint + "`hearth instruments list` names all \(ids.count)")
    }
    return String(decoding: source(), as: UTF8.self)
  }

  /// All instruments, for listings.
  public static func instruments() throws(Problem) -> [Instrument] {
    var all: [Instrument] = []
    for id in ids { all.append(try instrument(id)) }
    return all
  }

  /// The bytes stay behind closures so that asking for one instrument touches one file.
  private static let sources: [String: @Sendable () -> [UInt8]] = [
    "aws28": { PackageResources.aws28_yaml },
    "aws29": { PackageResources.aws29_yaml },
    "bat12": { PackageResources.bat12_yaml },
    "bat23": { PackageResources.bat23_yaml },
    "brief_cope": { PackageResources.brief_cope_yaml },
    "brs": { PackageResources.brs_yaml },
    "cbi": { PackageResources.cbi_yaml },
    "gad7": { PackageResources.gad7_yaml },
    "hse_msit": { PackageResources.hse_msit_yaml },
    "mbi_es": { PackageResources.mbi_es_yaml },
    "mbi_gs": { PackageResources.mbi_gs_yaml },
    "mbi_hss": { PackageResources.mbi_hss_yaml },
    "mbi_hss_mp": { PackageResources.mbi_hss_mp_yaml },
    "miss_hp": { PackageResources.miss_hp_yaml },
    "moral_distress_thermometer": { PackageResources.moral_distress_thermometer_yaml },
    "nss_burnout": { PackageResources.nss_burnout_yaml },
    "olbi": { PackageResources.olbi_yaml },
    "ons4": { PackageResources.ons4_yaml },
    "phq4": { PackageResources.phq4_yaml },
    "phq9": { PackageResources.phq9_yaml },
    "proqol5": { PackageResources.proqol5_yaml },
    "proqol_health": { PackageResources.proqol_health_yaml },
    "pss10": { PackageResources.pss10_yaml },
    "single_item_burnout": { PackageResources.single_item_burnout_yaml },
    "stss": { PackageResources.stss_yaml },
    "swemwbs": { PackageResources.swemwbs_yaml },
    "uwes3": { PackageResources.uwes3_yaml },
    "uwes9": { PackageResources.uwes9_yaml },
    "wemwbs": { PackageResources.wemwbs_yaml },
    "wrqol": { PackageResources.wrqol_yaml },
    "wwcw_workplace": { PackageResources.wwcw_workplace_yaml },
  ]
}
