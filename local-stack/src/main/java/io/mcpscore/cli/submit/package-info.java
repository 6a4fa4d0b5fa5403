/** The command that has a gateway scan, for pipelines and for people. */
package io.mcpscore.cli.submit;
