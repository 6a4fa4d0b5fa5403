/** {@code scan}: the engine without any service. */
package io.mcpscore.cli.scan;
