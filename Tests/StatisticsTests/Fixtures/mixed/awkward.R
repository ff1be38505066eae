# What lme4 and nlme say of the models of awkward.py, which runs this.  Rscript awkward.R data.json
suppressMessages({ library(lme4); library(jsonlite) })
cases <- fromJSON(commandArgs(TRUE)[1], simplifyVector = FALSE)
tight <- lmerControl(optimizer = "nloptwrap", calc.derivs = FALSE, check.conv.singular = "ignore", check.scaleX = "ignore", check.nobs.vs.nRE = "ignore",
  check.nobs.vs.nlev = "ignore", optCtrl = list(xtol_abs = 1e-13, xtol_rel = 1e-15, ftol_abs = 1e-15, ftol_rel = 1e-16, maxeval = 100000))
numbers <- function(x) as.numeric(unlist(x))
quiet <- function(e) tryCatch(suppressMessages(suppressWarnings(e)), error = function(e) NULL)
fits <- lapply(cases, function(case) {
  d <- data.frame(y = numbers(case$outcome)); p <- length(case$columns)
  for (j in seq_len(p)) d[[paste0("c", j)]] <- numbers(case$columns[[j]])
  parts <- c(); own <- list()
  for (t in seq_along(case$random)) {
    r <- case$random[[t]]; g <- paste0("g", t); d[[g]] <- factor(numbers(r$groups)); names <- paste0("z", t, "_", seq_along(r$effects)); own[[t]] <- names
    for (j in seq_along(names)) d[[names[j]]] <- numbers(r$effects[[j]])
    parts <- c(parts, if (isTRUE(r$correlated)) paste0("(0 + ", paste(names, collapse = " + "), " | ", g, ")") else paste0("(0 + ", names, " | ", g, ")"))
  }
  fixed <- paste("y ~ 0 +", paste0("c", seq_len(p), collapse = " + "))
  m <- quiet(lmer(as.formula(paste(fixed, "+", paste(parts, collapse = " + "))), d, REML = case$reml, control = tight))
  byLme4 <- if (!is.null(m)) {
    vc <- VarCorr(m)
    covariances <- lapply(seq_along(own), function(t) {
      out <- matrix(0, length(own[[t]]), length(own[[t]]))
      for (v in vc) { k <- match(colnames(v), own[[t]]); if (all(!is.na(k))) out[k, k] <- v }
      c(out)
    })
    list(criterion = unbox(if (case$reml) REMLcrit(m) else -2 * as.numeric(logLik(m))), coefficients = unname(fixef(m)), covariances = covariances, residualVariance = unbox(sigma(m)^2))
  }
  byNlme <- NULL
  if (length(own) == 1) {
    f <- paste(own[[1]], collapse = " + ")
    shape <- if (isTRUE(case$random[[1]]$correlated)) nlme::pdLogChol(as.formula(paste("~ 0 +", f))) else nlme::pdDiag(as.formula(paste("~ 0 +", f)))
    n <- quiet(nlme::lme(as.formula(fixed), d, random = list(g1 = shape), method = if (case$reml) "REML" else "ML",
      control = nlme::lmeControl(maxIter = 500, msMaxIter = 500, niterEM = 200, tolerance = 1e-12, msTol = 1e-14, opt = "nlminb", returnObject = TRUE)))
    if (!is.null(n)) byNlme <- unbox(-2 * as.numeric(logLik(n)))
  }
  list(lme4 = byLme4, nlme = byNlme)
})
versions <- list(R = unbox(as.character(getRversion())), lme4 = unbox(as.character(packageVersion("lme4"))), nlme = unbox(as.character(packageVersion("nlme"))))
cat(toJSON(list(versions = versions, fits = fits), digits = NA, null = "null", na = "null"))
