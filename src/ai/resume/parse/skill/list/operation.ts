/** Skills around software: the front end, networks, operating systems, delivery, security, testing. */
import type { SkillGroup } from './format.js';

export const operationSkills: SkillGroup[] = [
  {
    categories: ['front-end'],
    skills: `
HTML | html5 | h5 | xhtml > html, dom, accessibility
CSS | css3 | cascading style sheets > css, layout, flexbox
!React | react.js | reactjs | react hooks | react框架 > react, hooks, rendering
React Native > react, mobile
Vue | vue.js | vuejs | vue2 | vue3 | vuex | pinia | vue全家桶 | vue框架 > vue, reactivity
Angular | angularjs | angular.js | angular 2+ > rendering, state-management
Svelte | sveltekit > reactivity
Next.js | nextjs > ssr, hydration
Nuxt | nuxt.js | nuxtjs > ssr, hydration
MobX > state-management
Zustand > state-management
Redux | redux toolkit > state-management
jQuery > dom
Bootstrap > css, layout
Tailwind CSS | tailwind | tailwindcss > css
Sass | scss > css
!Less | less css > css
Webpack > webpack, bundling
!Vite | vitejs > bundling, es-modules
Babel > bundling
esbuild > bundling
!Rollup > bundling, tree-shaking
Element UI | element plus | elementui
Ant Design | antd
Material UI | mui
ECharts > rendering
D3.js | d3 > rendering
Three.js | webgl > rendering
Node.js | node | nodejs | node js > event-loop, non-blocking-io
Deno
!Bun
Yarn > npm, lockfile
pnpm > npm, lockfile
npm > npm, lockfile
!Electron | electronjs
Flutter > mobile
Android | android开发 | android sdk | 安卓 | android development | jetpack compose > mobile
iOS | ios开发 | swiftui | uikit | ios development > mobile
uni-app | uniapp > mobile
WeChat mini programs | 微信小程序 | 小程序 | 小程序开发 | wechat mini program > mobile
Cordova | phonegap > mobile
Ionic > mobile
Xamarin | .net maui > mobile
Front-end development | front end | frontend | front end development | frontend development | 前端 | 前端开发 > dom, css, javascript
Responsive design | responsive web design | 响应式布局 | 响应式设计 > css, layout
Web performance | front end performance | web vitals | 前端性能优化 | 前端优化 > web-vitals, performance
Web accessibility | wcag | a11y > accessibility
Axios > fetch, http
Ajax | fetch api > fetch, http
Micro frontends | micro frontend | qiankun | 微前端 > modularity
Storybook
WordPress
Shopify
`,
  },
  {
    categories: ['networks'],
    skills: `
TCP/IP | tcp | tcp ip | tcp/ip协议 | udp > tcp, udp, congestion-control
HTTP | https | http/2 | http2 | http协议 | http/https > http, http2, tls
Computer networks | computer networking | networking | network fundamentals | 计算机网络 | 网络协议 | 网络基础 > tcp, dns, http
DNS > dns
DHCP
VPN > vpn
LAN | wan | lan/wan | local area network | wide area network
Network administration | network management | 网络管理
Network programming | socket programming | sockets | socket编程 | 网络编程 | socket > sockets, network-programming
Cisco | cisco ios | cisco routers | cisco switches
Routing and switching | routing & switching | routing | bgp | ospf | 路由交换
Firewalls | firewall | firewall configuration | 防火墙 > firewall
Load balancing | load balancer | haproxy | lvs | f5 | 负载均衡 > load-balancing, load-balancer
Nginx | openresty > nginx, load-balancing, proxy
Apache HTTP Server | apache http | apache httpd | httpd > http
CDN > cdn
TLS | ssl | ssl/tls > tls, certificate
Wireshark | tcpdump > tcpdump
Wi-Fi | wifi | wireless networking
VoIP | !sip > rtp
MQTT | 物联网协议
`,
  },
  {
    categories: ['operating-systems'],
    skills: `
Ubuntu > linux-tools
CentOS > linux-tools
Debian > linux-tools
Red Hat Enterprise Linux | red hat | rhel | redhat > linux-tools
Linux | linux系统 | gnu/linux | linux操作系统 | linux命令 > linux-tools, processes, file-systems
!Unix | unix/linux | solaris | aix > processes, signals
Operating systems | operating system | 操作系统 | 操作系统原理 > processes, threads, virtual-memory
Linux kernel | kernel development | linux内核 | 内核开发 | 驱动开发 | device drivers | ebpf > kernel-mode, system-call
Bash | bash scripting | bash scripts > linux-tools
Shell scripting | !shell | shell script | shell scripts | shell脚本 | shell编程 > linux-tools
Performance tuning | performance optimization | performance analysis | profiling | 性能优化 | 性能调优 > profiling, performance, perf
!Windows | microsoft windows | windows 10 | windows 11 | ms windows | windows 7
Windows Server | windows server 2016 | windows server 2019
macOS | mac os | mac os x | os x
Embedded systems | embedded | embedded c | embedded software | 嵌入式 | 嵌入式开发 | 嵌入式系统 | 嵌入式软件 > memory, scheduling
FreeRTOS > scheduling, priority-inversion
RTOS | rt thread > scheduling, priority-inversion
STM32 | 单片机 | 51单片机 | microcontrollers | microcontroller | mcu
Arduino
Raspberry Pi | 树莓派
ROS | ros2 | robot operating system
FPGA
GDB > gdb, debugging
`,
  },
  {
    categories: ['devops'],
    skills: `
Docker | docker compose | docker容器 | dockerfile | docker swarm > docker, containers, container-images
OpenShift > kubernetes, containers
Kubernetes | k8s | kubectl | k3s | eks | gke | aks > kubernetes, containers, hpa
!Helm | helm charts > kubernetes
CI/CD | ci cd | cicd | ci / cd | continuous integration | continuous delivery | continuous deployment | 持续集成 | 持续交付 | 持续部署 > ci, ci-cd, continuous-delivery
Jenkins > ci, ci-cd
GitLab CI | gitlab ci/cd | gitlab-ci > ci, ci-cd
GitHub Actions > ci, ci-cd
Travis CI > ci
TeamCity > ci
CircleCI > ci
Argo CD | argocd | gitops | flux cd > continuous-delivery, drift
Git | git flow | gitflow | git版本控制 > git, version-control
GitHub > git, version-control
GitLab > git, version-control
Bitbucket > git
SVN | subversion | tortoisesvn > version-control
Terraform | opentofu > terraform, infrastructure-as-code
Ansible > configuration-management, infrastructure-as-code
!Puppet > configuration-management
!Chef > configuration-management
SaltStack > configuration-management
Pulumi > infrastructure-as-code
CloudFormation | aws cdk > infrastructure-as-code
Infrastructure as code | iac > infrastructure-as-code, terraform
AWS | amazon web services | ec2 | aws ec2 | aws lambda | aws s3 | amazon s3 | s3 > autoscaling
Azure | microsoft azure > autoscaling
GCP | google cloud | google cloud platform > autoscaling
Alibaba Cloud | aliyun | 阿里云
Tencent Cloud | 腾讯云
Huawei Cloud | 华为云
Cloud computing | !Cloud | 云计算 | 云原生 | cloud native > autoscaling, containers
OpenStack > virtualization
VMware | vsphere | esxi | vcenter > virtualization
Hyper-V > virtualization
Virtualization | virtual machines | kvm | 虚拟化 > virtualization
Prometheus > prometheus, metrics, alerting
Grafana > metrics, observability
New Relic > observability, metrics
Splunk > logging
Datadog > observability, metrics
Zabbix > metrics, alerting
Nagios > metrics, alerting
Observability | 可观测性 > observability, tracing
~Monitoring | 监控 > observability, alerting, metrics
Jaeger > tracing
SkyWalking > tracing
Zipkin > tracing
Distributed tracing | 链路追踪 > tracing
OpenTelemetry > opentelemetry, tracing
Logstash > logging
Kibana > logging
Fluentd > logging
~Logging > logging
DevOps | devops工具 | 运维开发 > ci-cd, deployment, observability
SRE | site reliability engineering | site reliability > slo, error-budget, on-call
Incident management | incident response | on call | 故障处理 | 应急响应 > incident-response, post-mortem
Linux administration | system administration | systems administration | linux system administration | 系统运维 | linux运维 > linux-tools
Configuration management | 配置管理 > configuration-management
`,
  },
  {
    categories: ['security'],
    skills: `
Cybersecurity | cyber security | information security | infosec | 信息安全 | 网络安全 > vulnerability-management, access-control
Application security | web security | owasp | owasp top 10 | web安全 > xss, csrf, sql-injection
Burp Suite > vulnerability-management
Metasploit > vulnerability-management
Kali Linux
Penetration testing | pen testing | pentesting | 渗透测试 > vulnerability-management
Cryptography | 密码学 | 加密算法 > cryptography, encryption
OpenID Connect | oidc > oidc, tokens
Single sign-on | sso > oidc
OAuth | oauth2 | oauth 2.0 > oauth, oidc, tokens
JWT | json web tokens > jwt, tokens
SAML
IAM | identity and access management | identity management > access-control, authorization
SIEM | security operations | threat hunting > alerting
Vulnerability management | vulnerability assessment | 漏洞扫描 > vulnerability-management
Network security | 网络安全防护 > network-security, firewall
GDPR | data privacy | data protection | 数据安全 > gdpr, privacy
HIPAA | hipaa compliance > compliance
PCI DSS | pci compliance > compliance
ISO 27001 | soc 2 > compliance
Risk assessment | risk management | 风险管理 | 风险控制 | 风控 > risk-management
~Compliance | regulatory compliance | 合规 > compliance
Shiro | apache shiro > authorization
`,
  },
  {
    categories: ['testing'],
    skills: `
JUnit | junit5 | testng > unit-testing, assertions
Mockito | powermock > test-doubles, mocks
pytest | unittest > unit-testing
Vitest > unit-testing
Jest > unit-testing
!Mocha | chai > unit-testing
Selenium | selenium webdriver > ui-automation, flaky-tests
Appium > ui-automation, mobile
Cypress > e2e-testing
Puppeteer > e2e-testing
Playwright > playwright, e2e-testing
Apifox > api-testing
Postman > api-testing
LoadRunner > load-testing
Locust > load-testing
Gatling > load-testing
JMeter | apache jmeter > load-testing
Unit testing | unit tests | unit test | 单元测试 > unit-testing
Integration testing | integration tests | 集成测试 > integration-testing
Test automation | automated testing | automation testing | 自动化测试 > ui-automation, test-strategy
Performance testing | load testing | stress testing | 性能测试 | 压力测试 | 压测 > load-testing
Manual testing | functional testing | 功能测试 | 黑盒测试 > test-design
API testing | 接口测试 > api-testing
Cucumber | bdd > test-design
Test-driven development | tdd | 测试驱动开发 > test-design
Quality assurance | qa | software testing | software quality assurance | 软件测试 | 质量保证 > test-strategy, quality
Test planning | test plans | test cases | test case design | 测试用例 | 测试用例设计 > test-design, boundary-value
SonarQube > code-coverage, quality
`,
  },
];
