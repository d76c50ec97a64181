package org.pidesk.house;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.support.SimpleBeanDefinitionRegistry;
import org.springframework.context.annotation.AnnotationBeanNameGenerator;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.util.ClassUtils;

/** Holds the models against the beans that they call. */
final class ProcessWiring {
    private final Map<String, Class<?>> beans;

    ProcessWiring(Map<String, Class<?>> beans) {
        this.beans = beans;
    }

    /** Every component of the house, by the name under which an expression finds it. */
    static ProcessWiring ofTheHouse() {
        var scanner = new ClassPathScanningCandidateComponentProvider(true);
        var registry = new SimpleBeanDefinitionRegistry();
        var found = new HashMap<String, Class<?>>();
        for (var component : scanner.findCandidateComponents("org.pidesk")) {
            var name = AnnotationBeanNameGenerator.INSTANCE.generateBeanName(component, registry);
            found.put(name, ClassUtils.resolveClassName(Objects.requireNonNull(component.getBeanClassName()), null));
        }
        return new ProcessWiring(found);
    }

    List<String> complaints(List<Model> models) {
        var complaints = new ArrayList<String>();
        for (var model : models) {
            calls(model).forEach(call -> complaint(model, call).ifPresent(complaints::add));
            if (!beans.containsKey(model.id())) {
                complaints.add("No bean is named like the process " + model.id() + ".");
            }
        }
        var calls = models.stream().flatMap(ProcessWiring::calls).collect(Collectors.toSet());
        models.forEach(model -> complaints.addAll(stepsThatNobodyCalls(model, calls)));
        models.forEach(model -> complaints.addAll(processesThatAreNotThere(model, models)));
        return complaints;
    }

    private Optional<String> complaint(Model model, Expression call) {
        var said = model.id() + " calls " + call.bean() + "." + call.method() + " with " + call.arity()
                + " arguments, but ";
        var bean = beans.get(call.bean());
        if (bean == null) {
            return Optional.of(said + "there is no such bean.");
        }
        if (!call.bean().equals(model.id())) {
            return Optional.of(said + "a process speaks to its own steps only.");
        }
        if (!Modifier.isPublic(bean.getModifiers())) {
            return Optional.of(said + "the engine cannot call a class that is not public.");
        }
        return Arrays.stream(bean.getMethods())
                        .anyMatch(step ->
                                step.getName().equals(call.method()) && step.getParameterCount() == call.arity())
                ? Optional.empty()
                : Optional.of(said + "there is no such public method.");
    }

    private List<String> stepsThatNobodyCalls(Model model, Collection<Expression> calls) {
        var bean = beans.get(model.id());
        if (bean == null) {
            return List.of();
        }
        return steps(bean)
                .filter(step -> calls.stream()
                        .noneMatch(call -> call.bean().equals(model.id())
                                && call.method().equals(step.getName())
                                && call.arity() == step.getParameterCount()))
                .map(step -> "No model calls " + model.id() + "." + step.getName() + ".")
                .toList();
    }

    private static List<String> processesThatAreNotThere(Model model, List<Model> models) {
        return model.bpmn("callActivity").stream()
                .map(call -> call.getAttribute("calledElement"))
                .filter(called -> models.stream().noneMatch(other -> other.id().equals(called)))
                .map(called -> model.id() + " calls the process '" + called + "', but there is none of this name.")
                .toList();
    }

    private static Stream<Expression> calls(Model model) {
        return model.expressions().stream().map(Expression::callIn).flatMap(Optional::stream);
    }

    private static Stream<Method> steps(Class<?> bean) {
        return Arrays.stream(bean.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic());
    }
}
