/** Administration of accounts and keys, for the operator's command line. */
package io.mcpscore.gateway.admin;
