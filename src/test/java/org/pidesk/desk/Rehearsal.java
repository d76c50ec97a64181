package org.pidesk.desk;

import java.util.Map;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.pidesk.request.InvalidAnswer;
import org.pidesk.request.StaffTasks;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Plays the case for tasks that no real process has. An answer to them is a note; recording it writes that note into a
 * row, so that a test sees whether it was undone. Every other task goes to the real case.
 */
@Component
class Rehearsal implements BeanPostProcessor, MethodInterceptor {
    private final ObjectProvider<JdbcTemplate> database;

    Rehearsal(ObjectProvider<JdbcTemplate> database) {
        this.database = database;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof StaffTasks)) {
            return bean;
        }
        var proxy = new ProxyFactory(bean);
        proxy.setProxyTargetClass(true);
        proxy.addAdvice(this);
        return proxy.getProxy();
    }

    @Override
    public Object invoke(MethodInvocation call) throws Throwable {
        var arguments = call.getArguments();
        if (arguments.length < 3 || !String.valueOf(arguments[0]).startsWith("userTask_rehearse")) {
            return call.proceed();
        }
        return switch (call.getMethod().getName()) {
            case "sheet" -> Map.of("title", "Rehearse", "reference", String.valueOf(arguments[1]));
            case "check" -> checked(arguments[3]);
            default -> recorded(arguments[3], arguments[4]);
        };
    }

    private Object recorded(Object answer, Object by) {
        database.getObject()
                .update(
                        "insert into organisation (id, name, physical_address, email, phone, information_officer, pause)"
                                + " values ('recorded', ?, ?, '', '', '', interval '24 hours')",
                        checked(answer),
                        by);
        if ("Fail.".equals(((Map<?, ?>) answer).get("note"))) {
            throw new IllegalStateException("as rehearsed");
        }
        return null;
    }

    private static String checked(Object answer) {
        if (((Map<?, ?>) answer).get("note") instanceof String note && !note.isBlank()) {
            return note;
        }
        throw new InvalidAnswer(Map.of("note", "Write a note."));
    }
}
