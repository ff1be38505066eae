import Statistics
import Testing

/// A criterion with two valleys, one of them where an effect does not vary.
@Suite struct MixedValleyTests {
  // 20 teams of 5, found among 20,000 drawn without any slope: the restricted criterion is 322.49826 where the slope's deviation is 0, rises to 322.51146 at
  // 0.2 of the residual's and falls to 322.51026 at 0.28 (lme4's deviance function, 1.1-31).
  private let x = [
    -0.193, 0.391, 0.024, 1.75, 0.371, 0.765, -1.253, 0.107, -0.043, -0.388, -1.258, 0.165, -1.047, 0.738,
    -1.047, 0.542, 0.756, 1.679, 0.646, 1.021, 0.07, -0.41, -0.165, -1.453, -0.751, 0.67, -0.274, 0.084,
    0.019, 1.127, 0.447, 0.442, -0.578, 0.379, -0.575, -0.937, -0.982, 0.624, 0.157, -0.557, -0.788, 0.701,
    -1.862, 0.797, 0.152, -0.049, -0.285, -2.784, -0.079, -0.608, -1.461, -0.536, 0.492, -1.003, 1.188,
    1.919, 0.547, -1.551, 0.779, -1.223, -0.037, 1.696, -0.165, -0.306, -0.308, -0.944, 0.335, -0.912, 0.006,
    -0.728, 0.554, -2.119, 0.087, -0.844, -0.712, -0.381, 1.063, -0.432, -0.195, 1.171, -0.163, 0.312, 0.419,
    -0.117, -1.175, -0.356, -0.239, 2.54, -1.284, -0.341, -0.735, 0.253, -0.857, 0.923, 0.178, -1.346, 0.901,
    -0.365, -0.88, -0.09,
  ]
  private let y = [
    -1.072, -1.3, 0.286, -2.481, -0.275, -0.148, -1.008, -0.848, 0.732, -0.214, 2.122, 1.945, 1.568, 2.17,
    0.159, 1.559, 0.923, 1.171, 1.529, 0.575, 1.4, 0.099, -1.053, -2.353, -1.336, 0.987, -0.376, 0.153,
    -0.605, -0.944, 0.517, 1.526, -0.533, 0.718, 0.594, -1.668, -1.067, -0.206, -0.983, -1.561, -4.143,
    -1.636, -2.525, -3.512, -1.638, -2.695, -3.468, -2.377, -3.722, -2.032, -0.506, -1.001, -0.953, 0.897,
    0.733, 0.118, 0.721, 0.296, -0.583, 0.127, -2.289, 0.428, -1.338, -1.306, -0.569, 3.91, 1.074, 4.02,
    1.429, 2.235, 0.878, 1.283, -0.602, 1.05, 1.816, -0.604, -2.351, 0.208, -0.957, -0.793, -0.168, -1.315,
    0.974, 0.087, 1.77, -1.364, -2.539, -2.05, -2.153, -0.742, 3.271, 1.683, -0.009, -0.335, 1.226, 2.139,
    2.604, 3.157, 3.516, 1.812,
  ]

  @Test("The deeper valley is taken: a larger model never fits worse than the one within it")
  func deeper() throws {
    let groups = try Factor(levels: (0..<20).map { String($0) }, codes: (0..<100).map { $0 / 5 })
    let level = try RandomTerm("team", groups: groups)
    let slope = try RandomTerm("slope", groups: groups, effects: Design(Matrix(columns: [x]), names: ["x"]))
    let fixed = try Design(Matrix(columns: [[Double](repeating: 1, count: 100)]), names: [Design.interceptName])
    let smaller = try linearMixedModel(y, fixed, random: [level])
    let larger = try linearMixedModel(y, fixed, random: [level, slope])
    #expect(abs(-2 * smaller.logLikelihood - 322.49826018) < 1e-7)
    #expect(larger.components[1].standardDeviations == [0] && larger.isSingular)
    #expect(abs(larger.logLikelihood - smaller.logLikelihood) < 1e-10)
    #expect(try likelihoodRatioTest(smaller, larger).pValue == 1)
  }
}
