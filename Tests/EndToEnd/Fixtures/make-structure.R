# An invented data file of two factors and what lavaan says about them: Rscript make-structure.R (in this folder).
# Writes structure.csv and structure.json; `hearth factors --structure` is held to 1e-6 of every figure, as far as lavaan's search goes. Needs jsonlite, lavaan.
suppressMessages({library(jsonlite); library(lavaan)})
set.seed(20261124)

n <- 320
sector <- rep(c("NHS", "Third sector"), c(170, 150))
tired <- rnorm(n) + 0.3 * (sector == "NHS")
distant <- 0.55 * tired + rnorm(n, sd = 0.8)
item <- function(factor, loading, level) pmin(7, pmax(1, round(level + loading * factor + rnorm(n, sd = 0.9))))
data <- data.frame(sector, ex1 = item(tired, 1.1, 4), ex2 = item(tired, 0.9, 4.2), ex3 = item(tired, 1, 3.8), ex4 = item(tired, 0.7, 3.5),
  cy1 = item(distant, 1, 3), cy2 = item(distant, 0.8, 3.2), cy3 = item(distant, 1.1, 2.9), cy4 = item(distant, 0.6, 3.4))
write.csv(data, "structure.csv", row.names = FALSE, quote = FALSE)
data <- read.csv("structure.csv")

model <- "tired =~ ex1 + ex2 + ex3 + ex4\ndistant =~ cy1 + cy2 + cy3 + cy4"
figures <- function(fit, kind = "") {
  m <- fitMeasures(fit)
  robust <- kind != ""
  get <- function(name) unname(m[[name]])
  list(chiSquared = get(paste0("chisq", if (robust) ".scaled")), degreesOfFreedom = get("df"), p = get(paste0("pvalue", if (robust) ".scaled")),
    cfi = get(paste0("cfi", if (robust) ".robust")), tli = get(paste0("tli", if (robust) ".robust")), rmsea = get(paste0("rmsea", if (robust) ".robust")),
    srmr = get("srmr"))
}
loadings <- function(fit) {
  p <- parameterEstimates(fit); s <- standardizedSolution(fit)
  keep <- p$op == "=~"
  setNames(lapply(which(keep), function(i) c(list(estimate = p$est[i], standardised = s$est.std[i]), if (p$se[i] > 0) list(standardError = p$se[i]))), p$rhs[keep])
}
out <- list(versions = list(R = R.version.string, lavaan = as.character(packageVersion("lavaan"))))
fit <- cfa(model, data)
out$everybody <- list(fit = figures(fit), loadings = loadings(fit), correlation = standardizedSolution(fit)[standardizedSolution(fit)$lhs == "tired" & standardizedSolution(fit)$rhs == "distant", "est.std"],
  logLikelihood = as.numeric(logLik(fit)), aic = AIC(fit), bic = BIC(fit))
fit <- cfa(model, data, estimator = "MLR")
out$robust <- list(fit = figures(fit, "robust"), loadings = loadings(fit))
equal <- list(configural = "", metric = "loadings", scalar = c("loadings", "intercepts"), strict = c("loadings", "intercepts", "residuals"))
fits <- lapply(equal, function(e) cfa(model, data, group = "sector", group.equal = e))
out$steps <- lapply(fits, figures)
p <- parameterEstimates(fits$scalar)
means <- p[p$op == "~1" & p$lhs %in% c("tired", "distant") & p$group == 2, ]
out$means <- setNames(lapply(seq_len(nrow(means)), function(i) list(mean = means$est[i], meanError = means$se[i])), means$lhs)
out$groups <- lavInspect(fit <- fits$scalar, "group.label")
write_json(out, "structure.json", auto_unbox = TRUE, digits = I(17), pretty = TRUE)
