/** The administration of a running gateway, for the commands of operators. */
package io.mcpscore.cli.gateway;
