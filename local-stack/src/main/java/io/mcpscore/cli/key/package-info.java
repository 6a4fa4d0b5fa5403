/** {@code key}: API keys, by way of the administration of a running gateway. */
package io.mcpscore.cli.key;
