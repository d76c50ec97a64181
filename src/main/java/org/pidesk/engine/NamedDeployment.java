package org.pidesk.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import org.camunda.bpm.spring.boot.starter.configuration.impl.DefaultDeploymentConfiguration;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.ContextResource;
import org.springframework.core.io.Resource;

/**
 * Names every deployed resource {@code processes/…} or {@code forms/…}, from a jar and from a folder alike. Without
 * it each start from a folder deploys a new version, and {@code embedded:deployment:forms/…} finds nothing in a jar.
 */
final class NamedDeployment extends DefaultDeploymentConfiguration {

    @Override
    public Set<Resource> getDeploymentResources() {
        var named = new LinkedHashSet<Resource>();
        for (var resource : super.getDeploymentResources()) {
            named.add(new Named(resource));
        }
        return named;
    }

    private static final class Named extends AbstractResource implements ContextResource {
        private final Resource resource;
        private final String name;

        Named(Resource resource) {
            this.resource = resource;
            try {
                var url = resource.getURL().toString();
                this.name = url.substring(Math.max(url.lastIndexOf("/processes/"), url.lastIndexOf("/forms/")) + 1);
            } catch (IOException unreadable) {
                throw new IllegalStateException(unreadable);
            }
        }

        @Override
        public String getPathWithinContext() {
            return name;
        }

        @Override
        public String getDescription() {
            return resource.getDescription();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return resource.getInputStream();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Named that && name.equals(that.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }
}
