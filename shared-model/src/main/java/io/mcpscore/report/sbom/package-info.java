/** CycloneDX: what a repository is made of, and what is known against it. */
package io.mcpscore.report.sbom;
