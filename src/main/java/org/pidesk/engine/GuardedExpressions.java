package org.pidesk.engine;

import java.util.Map;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.springframework.context.ApplicationContext;

/**
 * Lets an expression run only inside a case, where it comes from a model of ours. Outside of one it came with a query, and
 * an expression of a query can run any Java: Camunda refuses it on the query itself, but not on the alternatives nested
 * in it ({@code orQueries}). There only the few that our filters hold are answered.
 */
final class GuardedExpressions extends SpringExpressionManager {

    GuardedExpressions(ApplicationContext beans, Map<Object, Object> named) {
        super(beans, named);
    }

    @Override
    public Expression createExpression(String text) {
        var expression = super.createExpression(text);
        return expression.isLiteralText() || QueryExpressions.ALL.contains(text) ? expression : new InACase(expression);
    }

    private record InACase(Expression expression) implements Expression {
        @Override
        public Object getValue(VariableScope scope) {
            return getValue(scope, null);
        }

        @Override
        public Object getValue(VariableScope scope, BaseDelegateExecution context) {
            mustBeInACase(scope);
            return expression.getValue(scope, context);
        }

        @Override
        public void setValue(Object value, VariableScope scope) {
            setValue(value, scope, null);
        }

        @Override
        public void setValue(Object value, VariableScope scope, BaseDelegateExecution context) {
            mustBeInACase(scope);
            expression.setValue(value, scope, context);
        }

        @Override
        public String getExpressionText() {
            return expression.getExpressionText();
        }

        @Override
        public boolean isLiteralText() {
            return false;
        }

        private static void mustBeInACase(VariableScope scope) {
            if (scope == null) {
                throw new BadUserRequestException("A query may not bring an expression of its own.");
            }
        }

        @Override
        public String toString() {
            return getExpressionText();
        }
    }
}
