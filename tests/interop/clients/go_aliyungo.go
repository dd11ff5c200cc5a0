// Makes calls with aliyungo, which signs by RPC.
//
// Reads tasks as a JSON array, prints what became of each as a line of JSON.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/denverdino/aliyungo/common"
	"github.com/denverdino/aliyungo/ecs"
)

type task struct {
	Name          string
	Endpoint      string
	AccessKeyId   string `json:"access_key_id"`
	Secret        string
	SecurityToken string `json:"security_token"`
	Parameters    map[string]interface{}
	Common        map[string]string
	Timestamp     *string
	Nonce         *string
	Action        string
	Version       string
	Method        string
	Path          string
	TurnPages     bool `json:"turn_pages"`
}

type outcome struct {
	Task  string                                `json:"task"`
	Pages []*ecs.DescribeInstanceStatusResponse `json:"pages,omitempty"`
	Error *refusal                              `json:"error,omitempty"`
	// What the client tells that is not a refusal.
	Failure string `json:"failure,omitempty"`
}

type refusal struct {
	Code      string `json:"code"`
	Status    int    `json:"status"`
	Message   string `json:"message"`
	RequestId string `json:"request_id"`
}

func clientOf(task task) *ecs.Client {
	endpoint := "http://" + task.Endpoint
	client := ecs.NewClientWithEndpoint(endpoint, task.AccessKeyId, task.Secret)
	client.SetSecurityToken(task.SecurityToken)
	if task.Version != "" {
		client.SetVersion(task.Version)
	}
	if task.Path != "" {
		client.SetEndpoint(endpoint + task.Path)
	}
	return client
}

// What the client sets by itself gives way to what it is given.
func valuesOf(task task, pageNumber int) url.Values {
	values := url.Values{}
	for name, value := range task.Parameters {
		if ids, isList := value.([]interface{}); isList {
			for index, id := range ids {
				values.Set(fmt.Sprintf("%s.%d", name, index+1), id.(string))
			}
		} else {
			values.Set(name, fmt.Sprint(value))
		}
	}
	for name, value := range task.Common {
		values.Set(name, value)
	}
	if task.Timestamp != nil {
		values.Set("Timestamp", *task.Timestamp)
	}
	if task.Nonce != nil {
		values.Set("SignatureNonce", *task.Nonce)
	}
	if pageNumber > 0 {
		values.Set("PageNumber", fmt.Sprint(pageNumber))
	}
	return values
}

// Its own operation knows no ids, and sends no page size that is not valid.
func call(client *ecs.Client, task task, pageNumber int) (*ecs.DescribeInstanceStatusResponse, error) {
	size, isSized := task.Parameters["PageSize"].(float64)
	if _, hasIds := task.Parameters["InstanceId"]; isSized && pageNumber > 0 && !hasIds {
		return client.DescribeInstanceStatusWithRaw(&ecs.DescribeInstanceStatusArgs{
			RegionId:   common.Region(task.Parameters["RegionId"].(string)),
			Pagination: common.Pagination{PageNumber: pageNumber, PageSize: int(size)},
		})
	}
	action := task.Action
	if action == "" {
		action = "DescribeInstanceStatus"
	}
	page := &ecs.DescribeInstanceStatusResponse{}
	values := valuesOf(task, pageNumber)
	if task.Method != "" && task.Method != http.MethodGet {
		return page, client.InvokeByAnyMethod(task.Method, action, "/", values, page)
	}
	return page, client.Invoke(action, values, page)
}

// What may be gone with the next call; what is not from ECS has no code. Go itself sends a
// call again whose reply is lost, and its nonce with it.
func isTransient(code string) bool {
	switch code {
	case "", "ServiceUnavailable", "SignatureNonceUsed":
		return true
	}
	return strings.HasPrefix(code, "Throttling")
}

// The client does not retry; its users do.
func send(client *ecs.Client, task task, pageNumber int) (*ecs.DescribeInstanceStatusResponse, error) {
	for attempt := 1; ; attempt++ {
		page, err := call(client, task, pageNumber)
		refused, isRefused := err.(*common.Error)
		if !isRefused || !isTransient(refused.Code) || attempt == 3 {
			return page, err
		}
		time.Sleep(100 * time.Millisecond)
	}
}

func run(task task) outcome {
	client := clientOf(task)
	done := outcome{Task: task.Name}
	for {
		number := 0
		if task.TurnPages {
			number = len(done.Pages) + 1
		}
		page, err := send(client, task, number)
		if refused, isRefused := err.(*common.Error); isRefused {
			if refused.RequestId == "" {
				done.Failure = refused.Error()
				return done
			}
			done.Error = &refusal{refused.Code, refused.StatusCode, refused.Message, refused.RequestId}
			return done
		}
		done.Pages = append(done.Pages, page)
		if !task.TurnPages || page.NextPage() == nil {
			return done
		}
	}
}

func main() {
	var tasks []task
	if err := json.NewDecoder(os.Stdin).Decode(&tasks); err != nil {
		log.Fatal(err)
	}
	output := json.NewEncoder(os.Stdout)
	for _, task := range tasks {
		if err := output.Encode(run(task)); err != nil {
			log.Fatal(err)
		}
	}
}
