package org.pidesk.consent;

import java.util.Map;

/**
 * A question that a statement can ask along with others, of each of its rows.
 *
 * @param sql a condition
 * @param parameters its named parameters
 */
public record Condition(String sql, Map<String, Object> parameters) {}
