package org.pidesk.chaos;

import java.lang.reflect.Method;
import java.util.Set;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** The transactions of the product that an engine's command is only a part of: reception, cancelling, a sign-in. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("cut-short")
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
class CutShortTransactions {
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static DefaultPointcutAdvisor cutShortTransactionsAdvisor() {
        var advisor = new DefaultPointcutAdvisor(new Transactions(), new BeginAgain());
        advisor.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return advisor;
    }

    @Bean
    static BeanPostProcessor cutShortTemplate() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof TransactionTemplate template ? new Template(template) : bean;
            }
        };
    }

    private static final class Template extends TransactionTemplate {
        Template(TransactionTemplate same) {
            super(same.getTransactionManager(), same);
        }

        @Override
        public <T> T execute(TransactionCallback<T> work) {
            try {
                return CutShort.insist(() -> super.execute(work));
            } catch (RuntimeException failure) {
                throw failure;
            } catch (Exception impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private static final class Transactions extends StaticMethodMatcherPointcut {
        private static final Set<Integer> BEGINNING =
                Set.of(TransactionDefinition.PROPAGATION_REQUIRED, TransactionDefinition.PROPAGATION_REQUIRES_NEW);

        // as Spring itself does: not only those of public methods
        private final AnnotationTransactionAttributeSource attributes = new AnnotationTransactionAttributeSource(false);

        @Override
        public boolean matches(Method method, Class<?> type) {
            var attribute =
                    type.getName().startsWith("org.pidesk.") ? attributes.getTransactionAttribute(method, type) : null;
            return attribute != null && BEGINNING.contains(attribute.getPropagationBehavior());
        }
    }

    private static final class BeginAgain implements MethodInterceptor {
        @Override
        public Object invoke(MethodInvocation invocation) throws Throwable {
            return CutShort.insist(() -> proceed(((ProxyMethodInvocation) invocation).invocableClone()));
        }

        private static Object proceed(MethodInvocation once) throws Exception {
            try {
                return once.proceed();
            } catch (Exception | Error thrown) {
                throw thrown;
            } catch (Throwable other) {
                throw new IllegalStateException(other);
            }
        }
    }
}
