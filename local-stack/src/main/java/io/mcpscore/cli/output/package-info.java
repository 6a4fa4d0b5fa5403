/** The forms in which a finished scan is shown. None of them decides anything. */
package io.mcpscore.cli.output;
