/** Redis as something that may be away: short budgets, one switch, one subscription. */
package io.mcpscore.gateway.redis;
