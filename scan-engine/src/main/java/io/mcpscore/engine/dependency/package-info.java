/**
 * The packages that manifests and lock files name, and what advisories say about their versions.
 */
package io.mcpscore.engine.dependency;
