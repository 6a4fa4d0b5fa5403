/** What an account has used of its limits. */
package io.mcpscore.gateway.usage;
