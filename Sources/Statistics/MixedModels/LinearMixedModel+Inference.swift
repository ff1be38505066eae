extension LinearMixedModel {
  /// Tests of the coefficients.
  ///
  /// Satterthwaite: ν = 2V²/(gᵀAg), V = l'Φl, g its slopes by θ and σ, A = 2 (second derivatives of −2 log likelihood)⁻¹; these are exact.
  /// Kenward–Roger: Φ + 2Φ{Σ wᵢⱼ(Qᵢⱼ − PᵢΦPⱼ)}Φ, w the inverse expected information of the covariances and σ².
  /// - Throws: `outOfDomain` for Kenward–Roger without restricted likelihood; `tooMuchWork` for more than 3,000 crossed effects;
  ///   `notPositiveDefinite`.
  /// - Note: Satterthwaite (1946), doi:10.2307/3002019; Fai and Cornelius (1996), doi:10.1080/00949659608811740; Kenward and Roger
  ///   (1997), doi:10.2307/2533558. Reference values: `Fixtures/mixed`.
  public func inference(_ method: MixedInference.Method = .satterthwaite) throws(StatisticsError) -> MixedInference {
    guard method == .satterthwaite || estimation == .restrictedMaximumLikelihood else {
      throw .outOfDomain("Kenward and Roger's method stands on restricted maximum likelihood; fit the model by that")
    }
    let tensors = try MixedTensors(frame.system, solution)
    let parts =
      try method == .satterthwaite ? satterthwaiteParts(tensors) : kenwardRogerParts(tensors)
    try checkFinite(
      parts.covariance.elements + parts.variances.elements + parts.slopes.flatMap(\.elements),
      "a variance of the estimated variances")
    return MixedInference(
      method: method, names: names, coefficients: coefficients, covariance: parts.covariance, plain: covariance,
      termOfColumn: termOfColumn, terms: terms, slopes: parts.slopes, variances: parts.variances)
  }

  private typealias Parts = (covariance: Matrix, slopes: [Matrix], variances: Matrix)

  /// From the orthonormal basis of X to the coefficients, and from relative variances to those of the outcome.
  private func inUnits(_ matrix: Matrix) -> Matrix {
    let root = frame.toCoefficients * (residualVariance / frame.weights.unit).squareRoot()
    return root * matrix * root.transposed
  }

  /// In θ and log σ.
  private func satterthwaiteParts(_ tensors: MixedTensors) throws(StatisticsError) -> Parts {
    let (system, point, inverse) = (frame.system, solution.factorization, solution.factorization.fixedInverse)
    let (p, count) = (system.columnCount, system.parameters.count)
    let m = objective.degreesOfFreedom
    let variance = point.residualSquares / m
    let restricted = estimation == .restrictedMaximumLikelihood
    func block(_ matrix: Matrix) -> Matrix { matrix.selecting(Array(0..<p)) }
    let forms = tensors.forms.map(block)
    /// ∂²/∂s_r∂s_s, and ∂/∂s_r, of log|H| + log|XᵀH⁻¹X| + r²/σ².
    var first = [Double](repeating: 0, count: count)
    var second = Matrix(rows: count, columns: count)
    for r in 0..<count {
      first[r] = tensors.traces[r] - tensors.forms[r][p, p] / variance
      if restricted { first[r] -= inverse.innerProduct(forms[r]) }
      for s in 0..<count {
        let (left, right) = (tensors.forms[r].column(p).dropLast(), tensors.forms[s].column(p).dropLast())
        var sum = -tensors.products[r, s]
        sum += 2 * (tensors.chains[r][s][p, p] - inverse.form(Array(left), Array(right))) / variance
        if restricted {
          sum += 2 * inverse.innerProduct(block(tensors.chains[r][s]))
          sum -= (inverse * forms[r]).innerProduct((inverse * forms[s]).transposed)
        }
        second[r, s] = sum
      }
    }
    let chain = ThetaChain(system, point)
    var information = Matrix(rows: count + 1, columns: count + 1)
    var slopes: [Matrix] = []
    for i in 0..<count {
      for j in 0..<count {
        information[i, j] = chain.bend(i, j, first)
        for r in 0..<count {
          for s in 0..<count { information[i, j] += chain.slope[i, r] * chain.slope[j, s] * second[r, s] }
        }
      }
      var slope = Matrix(rows: p, columns: p)
      var residual = 0.0
      for r in 0..<count {
        slope = slope + inverse * forms[r] * inverse * chain.slope[i, r]
        residual -= chain.slope[i, r] * tensors.forms[r][p, p]
      }
      slopes.append(inUnits(slope))
      information[i, count] = -2 * residual / variance
      information[count, i] = information[i, count]
    }
    // r²/σ² bends by 4r²/σ² in log σ, and r² = mσ².
    information[count, count] = 4 * m
    slopes.append(covariance * 2)
    let variances = try information.doubledInverse()
    return (covariance, slopes, variances)
  }

  /// In s and a common factor on all variances, which stands for the residual variance: σ²I = σ²(H − ZSZᵀ).
  private func kenwardRogerParts(_ tensors: MixedTensors) throws(StatisticsError) -> Parts {
    let (system, inverse) = (frame.system, solution.factorization.fixedInverse)
    let (p, count) = (system.columnCount, system.parameters.count)
    func block(_ matrix: Matrix) -> Matrix { matrix.selecting(Array(0..<p)) }
    // Directions: the E_r, and last H.
    guard let cholesky = Cholesky(inverse) else { throw .notPositiveDefinite("the covariance of the coefficients") }
    let whole = cholesky.inverse
    let minusP = tensors.forms.map(block) + [whole]
    func q(_ i: Int, _ j: Int) -> Matrix {
      if i == count { return minusP[j] }
      return j == count ? minusP[i] : block(tensors.chains[i][j])
    }
    var information = Matrix(rows: count + 1, columns: count + 1)
    for i in 0...count {
      for j in 0...count {
        let trace =
          i == count
          ? (j == count ? Double(system.rowCount) : tensors.traces[j])
          : (j == count ? tensors.traces[i] : tensors.products[i, j])
        information[i, j] =
          trace - 2 * inverse.innerProduct(q(i, j))
          + (inverse * minusP[i]).innerProduct((inverse * minusP[j]).transposed)
      }
    }
    let variances = try information.doubledInverse()
    var adjustment = Matrix(rows: p, columns: p)
    for i in 0...count {
      for j in 0...count { adjustment = adjustment + (q(i, j) - minusP[i] * inverse * minusP[j]) * variances[i, j] }
    }
    let symmetric = (adjustment + adjustment.transposed) * 0.5
    let adjusted = inverse + inverse * symmetric * inverse * 2
    return (inUnits(adjusted), minusP.map { inUnits(inverse * $0 * inverse) }, variances)
  }
}

/// The way from θ to S = ΛΛᵀ: first and second derivatives of its elements.
private struct ThetaChain {
  /// ∂s_r/∂θᵢ.
  let slope: Matrix
  private let parameters: [MixedSystem.Parameter]

  init(_ system: MixedSystem, _ point: MixedFactorization) {
    parameters = system.parameters
    var slope = Matrix(rows: parameters.count, columns: parameters.count)
    for (i, theta) in parameters.enumerated() {
      for (r, element) in parameters.enumerated() where element.grouping == theta.grouping {
        let (q, lambda) = (system.groupings[theta.grouping].size, point.lambdas[theta.grouping])
        // S_ab = Σ_c Λ_ac Λ_bc.
        if element.row == theta.row { slope[i, r] += lambda[element.column * q + theta.column] }
        if element.column == theta.row { slope[i, r] += lambda[element.row * q + theta.column] }
      }
    }
    self.slope = slope
  }

  /// Σ_r first_r · ∂²s_r/∂θᵢ∂θⱼ.
  func bend(_ i: Int, _ j: Int, _ first: [Double]) -> Double {
    let (a, b) = (parameters[i], parameters[j])
    guard a.grouping == b.grouping, a.column == b.column else { return 0 }
    var sum = 0.0
    for (r, element) in parameters.enumerated() where element.grouping == a.grouping {
      if element.row == a.row, element.column == b.row { sum += first[r] }
      if element.row == b.row, element.column == a.row { sum += first[r] }
    }
    return sum
  }
}

extension Matrix {
  /// 2A⁻¹ of an information matrix, by its independent directions: one in which the likelihood is flat, as beside a perfect
  /// correlation, carries no information and moves nothing.
  fileprivate func doubledInverse() throws(StatisticsError) -> Matrix {
    // Variances may differ by many orders of size: by unit diagonals.
    let units = diagonal.map { $0 > 0 ? 1 / $0.squareRoot() : 0 }
    var scaled = self
    for i in 0..<rowCount { for j in 0..<rowCount { scaled[i, j] *= units[i] * units[j] } }
    let eigen = try SymmetricEigen(scaled)
    var result = Matrix(rows: rowCount, columns: rowCount)
    for (k, value) in eigen.values.enumerated() where value > 1e-11 {
      for i in 0..<rowCount {
        for j in 0..<rowCount {
          result[i, j] += 2 * units[i] * units[j] * eigen.vectors[i, k] * eigen.vectors[j, k] / value
        }
      }
    }
    return result
  }

  /// Σ of the products of the elements.
  fileprivate func innerProduct(_ other: Matrix) -> Double {
    zip(elements, other.elements).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
