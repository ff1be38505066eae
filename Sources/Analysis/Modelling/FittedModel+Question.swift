import Problems

extension FittedModel {
  package struct Question: Sendable {
    package let formula: String
    package let family: Family
    /// Columns of numbers that are categories.
    package let categories: Set<String>
    /// By column, the answer that others are held against.
    package let references: [String: String]
    /// Of an ordinal outcome in words, from the lowest.
    package let order: [String]
    /// A column of groups within which people are alike.
    package let clusters: String?
    /// Whether errors may be of unequal size.
    package let isRobust: Bool
    package let isMaximumLikelihood: Bool
    /// Of counts: the column of what they are counted over, such as shifts.
    package let exposure: String?
    /// Factors whose adjusted means are asked for.
    package let means: [String]
    /// Whether effects in the outcome's own unit are asked for.
    package let wantsEffects: Bool

    package init(
      formula: String, family: Family, categories: Set<String> = [], references: [String: String] = [:],
      order: [String] = [], clusters: String? = nil, isRobust: Bool = false, isMaximumLikelihood: Bool = false,
      exposure: String? = nil, means: [String] = [], wantsEffects: Bool = false
    ) {
      self.formula = formula
      self.family = family
      self.categories = categories
      self.references = references
      self.order = order
      self.clusters = clusters
      self.isRobust = isRobust
      self.isMaximumLikelihood = isMaximumLikelihood
      self.exposure = exposure
      self.means = means
      self.wantsEffects = wantsEffects
    }

    /// - Throws: `Problem` for what does not go together.
    func check(_ formula: ModelFormula) throws(Problem) {
      if !formula.random.isEmpty {
        guard family == .linear else {
          throw Problem(
            "random effects are for scores", at: "--family",
            remedy: "leave (… | …) out and give the groups with --clusters, or use --family linear")
        }
        guard clusters == nil, !isRobust else {
          throw Problem(
            "random effects account for groups already", at: "--clusters, --robust", remedy: "leave these options out")
        }
      }
      if exposure != nil, family != .poisson, family != .negativeBinomial {
        throw Problem(
          "only counts are counted over something", at: "--exposure",
          remedy: "use it with --family poisson or negative-binomial")
      }
      if !means.isEmpty, family != .linear || !formula.random.isEmpty {
        throw Problem(
          "adjusted means are those of a linear model without (… | …)", at: "--means",
          remedy: "allow for groups with --clusters, or leave --means out")
      }
      if wantsEffects, family != .logistic, family != .poisson, family != .negativeBinomial {
        throw Problem(
          "effects in the outcome's own unit are for yes and no and for counts", at: "--effects",
          remedy: "the coefficients of a linear model are such effects; leave --effects out")
      }
      if wantsEffects, let power = formula.powers.first {
        throw Problem(
          "an effect of “\(power.column)” apart from its power means nothing", at: "--effects",
          remedy: "leave \(power.name) or --effects out")
      }
      if let power = formula.powers.first(where: { formula.columns.contains($0.name) }) {
        throw Problem(
          "“\(power.name)” is a column and a power in one formula", at: "--formula",
          remedy: "use one of the two, or rename the column")
      }
    }
  }
}
